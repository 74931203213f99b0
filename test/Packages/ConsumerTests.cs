using System.Globalization;

namespace AdaptiveML.Packages.Tests;

/// <summary>A program that has the packages alone: each verb is a process.</summary>
[TestClass]
public sealed class ConsumerTests
{
    private static readonly Lazy<FreshProject> Consumer = new(() =>
    {
        var project = new FreshProject("Consumer");
        project.Build();
        return project;
    });

    private static string ModelPath => Path.Combine(TemporaryFolder.Create(), "model.zip");

    [TestMethod]
    public void Behind_categories_text_missing_values_and_LightGbm_it_learns_is_saved_and_goes_on_in_another_process_with_the_same_bits()
    {
        string path = ModelPath;
        Assert.IsGreaterThan(0.8, Number(Consumer.Value.Run("fit", path), "R squared"));

        string[] learnt = Consumer.Value.Run("learn", path);
        string[] wentOn = [.. learnt.Where(line => !line.Contains(':', StringComparison.Ordinal))];
        Assert.HasCount(600, wentOn);
        CollectionAssert.AreEqual(wentOn, Consumer.Value.Run("resume", path));

        // The plant has changed since the fit.
        double online = Number(learnt, "error, online");
        Assert.IsLessThan(Number(learnt, "error, trees alone") / 2, online);
        Assert.IsLessThan(Number(learnt, "error, last value") / 2, online);
    }

    [TestMethod]
    public void FastTree_takes_features_of_ours_and_scores_the_same_after_loading()
    {
        string[] lines = Consumer.Value.Run("trees", ModelPath);
        Assert.IsGreaterThan(0.8, Number(lines, "R squared"));
        CollectionAssert.Contains(lines, "the same after loading: True");
    }

    private static double Number(string[] lines, string name) =>
        double.Parse(lines.Single(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))[(name.Length + 2)..], CultureInfo.InvariantCulture);
}
