using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

[TestClass]
public sealed class OnlineLruTrainingTests
{
    [TestMethod]
    [DataRow(TrainingMethod.OnlinePasses)]
    [DataRow(TrainingMethod.BackpropagationThroughTime)]
    public void The_fit_is_that_of_the_learner_on_the_same_rows(TrainingMethod method)
    {
        var options = Plant.Options with { Training = Plant.Options.Training with { Method = method } };
        var rows = new TrainingRows<float>(2, 1);
        foreach (var row in Recording.History)
        {
            rows.Add([row.Load, row.Temperature], [row.Emission]);
        }

        var expected = new LruLearner<float>(2, 1, options.Unit);
        var passes = SequenceTrainer.Fit(expected, rows, options.Training);

        var fitted = Fit(Recording.History, options);

        CollectionAssert.AreEqual(expected.Memory.Hash(), fitted.CreateLearner().Memory.Hash());
        CollectionAssert.AreEqual(passes.ToArray(), fitted.TrainingHistory.ToArray());
    }

    [TestMethod]
    public void Windows_fit_the_unit_alone()
    {
        var windows = new WindowTrainingOptions { WindowRows = 32, MaximumPasses = 2 };
        var options = Plant.Options with { Windows = windows, Training = new() { MaximumPasses = 1 } };
        var rows = new TrainingRows<float>(2, 1);
        foreach (var row in Recording.History)
        {
            rows.Add([row.Load, row.Temperature], [row.Emission]);
        }

        var expected = new LruLearner<float>(2, 1, options.Unit);
        var passes = new GradientFit<float>(expected).Run(rows, windows, options.Training, null, default);
        var fitted = Fit(Recording.History, options);

        CollectionAssert.AreEqual(expected.Memory.Hash(), fitted.CreateLearner().Memory.Hash());
        CollectionAssert.AreEqual(passes.ToArray(), fitted.TrainingHistory.ToArray());
        Assert.Contains("Windows", Refused(options with { ModelKind = LruModelKind.Stack }));
        Assert.Contains("Windows", Refused(options with { Training = new() { Method = TrainingMethod.BackpropagationThroughTime } }));

        static string Refused(OnlineLruOptions options) => Assert.ThrowsExactly<ArgumentException>(options.Validate).Message;
    }

    [TestMethod]
    public void Progress_is_reported_pass_by_pass()
    {
        var reported = new List<TrainingProgress>();

        var fitted = Fit(Recording.History, Plant.Options with { Progress = new Listener(reported) });

        CollectionAssert.AreEqual(fitted.TrainingHistory.ToArray(), reported);
        Assert.IsNotEmpty(reported);
    }

    [TestMethod]
    public void A_fit_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => Fit(Recording.History, Plant.Options with { CancellationToken = new(canceled: true) }));

    [TestMethod]
    public void Data_without_rows_is_refused()
    {
        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Fit([], Plant.Options));

        Assert.Contains("no rows", exception.Message);
    }

    [TestMethod]
    [DataRow(LruModelKind.Combined)]
    [DataRow(LruModelKind.Unit)]
    [DataRow(LruModelKind.Stack)]
    public void Data_without_a_finite_feature_is_refused_whatever_the_machine(LruModelKind kind)
    {
        var rows = Recording.History.Select(row => new Reading { Load = float.NaN, Temperature = float.NaN, Emission = row.Emission }).ToArray();
        var exception = Assert.ThrowsExactly<ArgumentException>(() => Fit(rows, Plant.Options with { ModelKind = kind }));
        Assert.Contains("No row to train on has a finite feature and a known label.", exception.Message);
        rows[7].Load = 1;
        Fit(rows, Plant.Options with { ModelKind = kind });
    }

    [TestMethod]
    public void Data_without_a_label_is_refused()
    {
        var unlabelled = Recording.History.Select(row => new Reading { Load = row.Load, Temperature = row.Temperature, Emission = float.NaN });

        Assert.ThrowsExactly<ArgumentException>(() => Fit(unlabelled, Plant.Options));
    }

    private static OnlineLruTransformer Fit(IEnumerable<Reading> rows, OnlineLruOptions options) =>
        Plant.Context.Transforms.Concatenate("Features", "Load", "Temperature")
            .Append(Plant.Context.Regression.Trainers.OnlineLru(options with { LabelColumnName = "Emission" }))
            .Fit(Plant.View(rows)).LastTransformer;

    private sealed class Listener(List<TrainingProgress> reported) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reported.Add(value);
    }
}
