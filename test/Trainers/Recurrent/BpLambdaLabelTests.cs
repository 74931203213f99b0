using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Recurrent;

/// <summary>Labels as people type them, how many classes there may be, and weights that are none.</summary>
[TestClass]
public sealed class BpLambdaLabelTests
{
    private static readonly MLContext Context = new(1);

    private static readonly BpLambdaOptions Small = new()
    {
        Method = RecurrentMethod.Truncated, Truncation = 2, HiddenUnits = 4, ExampleWeightColumnName = "Weight",
        Training = new() { MaximumPasses = 2 },
    };

    private static Step[] Steps { get; } =
        [.. Enumerable.Range(0, 60).Select(i => new Step { Features = [i % 3, i % 2], Label = i % 2 == 0 ? "even" : "odd" })];

    [TestMethod]
    public void White_space_and_case_make_no_further_class()
    {
        var typed = Steps.Select((step, i) => new Step { Features = step.Features, Label = i % 5 == 3 ? $" {step.Label.ToUpperInvariant()}" : step.Label });
        var options = Small with { Labels = new() { TrimsText = true, IgnoresCase = true } };

        var model = Context.MulticlassClassification.Trainers.BpLambda(options).Fit(Context.Data.LoadFromEnumerable(typed));

        CollectionAssert.AreEqual(new[] { "even", "odd" }, Context.Model.ClassNames(model).ToArray());
        CollectionAssert.AreEqual(Scores(Fit(Steps, options)), Scores(model));
    }

    [TestMethod]
    public void A_fit_of_too_many_classes_is_refused() => Assert.Contains(
        "MaximumClasses is 1",
        Assert.ThrowsExactly<InvalidOperationException>(() => Fit(Steps, Small with { Labels = new() { MaximumClasses = 1 } })).Message);

    [TestMethod]
    public void Classes_open_in_an_engine_up_to_their_limit_and_are_named()
    {
        var options = Small with { Labels = new() { MaximumClasses = 3, TrimsText = true } };
        using var engine = Context.Model.CreateOnlineEngine<Step, Answer>(Fit(Steps, options));
        (UpdateReason, string?) Learn(string label) => engine.Learn(new Step { Features = [1, 1], Label = label }) is var result
            ? (result.Reason, result.OpenedClass) : default;

        Assert.AreEqual((UpdateReason.None, "neither"), Learn("neither "));
        Assert.AreEqual((UpdateReason.None, null), Learn(" neither"));
        Assert.AreEqual((UpdateReason.ClassLimit, null), Learn("both"));
        Assert.HasCount(3, engine.Predict(new Step()).Score);
    }

    [TestMethod]
    public void A_weight_that_is_none_is_refused_counted_and_said()
    {
        Step[] bad = [.. new[] { float.NaN, -1, float.PositiveInfinity }.Select(weight => new Step { Features = [1, 1], Label = "odd", Weight = weight })];

        var model = Fit([.. Steps, .. bad], Small);

        Assert.Contains("3 of 63 rows have a weight that is negative or not finite: they taught nothing.", model.FitMessages);
        using var engine = Context.Model.CreateOnlineEngine<Step, Answer>(model);
        foreach (var row in bad)
        {
            var result = engine.Learn(row);
            Assert.AreEqual((UpdateVerdict.Rejected, UpdateReason.InvalidWeight), (result.Verdict, result.Reason));
        }
    }

    private static BpLambdaTransformer Fit(Step[] steps, BpLambdaOptions options) =>
        Context.MulticlassClassification.Trainers.BpLambda(options).Fit(Context.Data.LoadFromEnumerable(steps));

    private static float[] Scores(ITransformer model) =>
        [.. model.Transform(Context.Data.LoadFromEnumerable(Steps)).GetColumn<float[]>("Score").SelectMany(scores => scores)];

    private sealed class Step
    {
        [VectorType(2)]
        public float[] Features { get; set; } = new float[2];

        public string Label { get; set; } = "";

        public float Weight { get; set; } = 1;
    }

    private sealed class Answer
    {
        public float[] Score { get; set; } = [];
    }
}
