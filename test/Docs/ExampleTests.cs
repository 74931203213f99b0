using System.Text.RegularExpressions;
using AdaptiveML.Docs.Tests.Examples;

namespace AdaptiveML.Docs.Tests;

/// <summary>The example in the comment of an estimator, or of the method of a catalog that makes it, is the body of a method that runs here.</summary>
[TestClass]
public sealed partial class ExampleTests
{
    public static IEnumerable<object[]> Examples =>
    [
        ["src/Trainers/Lru/OnlineLruTrainer.cs", "OnlineLruExample", (Action)OnlineLruExample.Run],
        ["src/Trainers/Lru/OnlineTrainersCatalog.OnlineLru.cs", "OnlineLruBehindExample", (Action)OnlineLruBehindExample.Run],
        ["src/Trainers/Forecasting/LruForecastingEstimator.cs", "LruForecastingExample", (Action)LruForecastingExample.Run],
        ["src/Trainers/Recurrent/BpLambdaRegressionTrainer.cs", "BpLambdaRegressionExample", (Action)BpLambdaRegressionExample.Run],
        ["src/Trainers/Recurrent/BpLambdaBinaryTrainer.cs", "BpLambdaBinaryExample", (Action)BpLambdaBinaryExample.Run],
        ["src/Trainers/Recurrent/BpLambdaMulticlassTrainer.cs", "BpLambdaMulticlassExample", (Action)BpLambdaMulticlassExample.Run],
        ["src/Trainers/Trials/TrialEstimator.cs", "TrialExample", (Action)TrialExample.Run],
        ["src/Transforms/Ttt/TttFeaturizingEstimator.cs", "TttFeaturizingExample", (Action)TttFeaturizingExample.Run],
        ["src/Estimators/Comodulation/ComodulationClassificationTrainer.cs", "ComodulationExample", (Action)ComodulationExample.Run],
        ["src/Estimators/Continual/DataContinualTrainer.cs", "DataContinualExample", (Action)DataContinualExample.Run],
    ];

    [TestMethod]
    [DynamicData(nameof(Examples))]
    public void The_example_of_an_estimator_is_code_that_runs(string estimator, string example, Action run)
    {
        var code = CommentedCode().Match(SourceTree.Read(estimator));
        string[] commented = Lines(code, code.Groups["indent"].Value + "/// ");
        string[] compiled = Lines(Body().Match(SourceTree.Read($"test/Docs/Examples/{example}.cs")), new string(' ', 8));

        CollectionAssert.AreEqual(compiled, commented, estimator);
        Assert.IsInRange(8, 20, compiled.Length, example);
        run();
    }

    [TestMethod]
    public void Every_estimator_has_an_example()
    {
        string[] estimators = [.. SourceTree.CSharpFiles("src").Where(path => Estimator().IsMatch(SourceTree.Read(Path.Combine("src", path))))
            .Select(path => Path.GetFileName(path))];

        // The estimator of OnlineLruBehind is not public: the method of the catalog has its example.
        CollectionAssert.AreEquivalent(
            estimators.Append("OnlineTrainersCatalog.OnlineLru.cs").ToArray(), Examples.Select(example => Path.GetFileName((string)example[0])).ToArray());
    }

    private static string[] Lines(Match code, string margin) =>
        [.. code.Groups["code"].Value.TrimEnd('\n').Split('\n').Select(line => line.StartsWith(margin, StringComparison.Ordinal) ? line[margin.Length..] : "")];

    [GeneratedRegex(
        @"^(?<indent> *)/// <example>\n */// <code><!\[CDATA\[\n(?<code>.*?)^ */// \]\]></code>\n */// </example>\n",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CommentedCode();

    [GeneratedRegex(@"^    public static void Run\(\)\n    \{\n(?<code>.*?)^    \}\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex(@"^public sealed class \w+ : I(Trainer)?Estimator<", RegexOptions.Multiline)]
    private static partial Regex Estimator();
}
