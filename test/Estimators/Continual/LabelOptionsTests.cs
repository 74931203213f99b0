using AdaptiveML.Contract.Lives;
using AdaptiveML.Estimators.Tests.Support;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Continual;

/// <summary>Labels as people type them, and how many classes there may be.</summary>
[TestClass]
public sealed class LabelOptionsTests
{
    private static readonly MLContext Context = Sensors.Context;

    private static LabelOptions Typed { get; } = new() { TrimsText = true, IgnoresCase = true, MaximumClasses = 3 };

    private static IEnumerable<SensorRow> Mistyped => Sensors.January.Select((row, i) => new SensorRow
    {
        Features = row.Features,
        Task = row.Task,
        Label = (i % 5) switch { 0 => $" {row.Label}\t", 1 => row.Label.ToUpperInvariant(), 2 when i % 10 == 2 => "  ", _ => row.Label },
    });

    public static IEnumerable<object[]> Trainers => new (string Name, Func<LabelOptions, IEstimator<ITransformer>> Create)[]
    {
        ("DataContinual", labels => Context.MulticlassClassification.Trainers.DataContinual(Sensors.Options with { Labels = labels })),
        ("Comodulation", labels => Context.MulticlassClassification.Trainers.Comodulation(new ComodulationTrainerOptions
        {
            Labels = labels, Machine = new() { HiddenSizes = [8], Fit = new() { MaximumPasses = 3 } },
        })),
    }.Select(trainer => new object[] { trainer.Name, trainer.Create });

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void White_space_and_case_make_no_further_class_in_a_fit(string name, Func<LabelOptions, IEstimator<ITransformer>> create)
    {
        var model = create(Typed).Fit(Sensors.View(Mistyped));

        CollectionAssert.AreEqual(new[] { "ethanol", "AMMONIA" }, Context.Model.ClassNames(model).ToArray(), name);
        Assert.IsGreaterThan(4, Context.Model.ClassNames(create(new()).Fit(Sensors.View(Mistyped))).Count);
        CollectionAssert.AreEqual(
            model.Scores(Sensors.Tests)[3],
            create(new() { MaximumClasses = 3 }).Fit(Sensors.View(Mistyped.Select(row =>
            {
                row.Label = row.Label.Trim().ToLowerInvariant();
                return row;
            }))).Scores(Sensors.Tests)[3]);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void A_fit_of_too_many_classes_is_refused(string name, Func<LabelOptions, IEstimator<ITransformer>> create)
    {
        var message = Assert.ThrowsExactly<InvalidOperationException>(
            () => create(new() { MaximumClasses = 3 }).Fit(Sensors.View(Sensors.Tests))).Message;

        Assert.Contains("MaximumClasses is 3", message, name);
        Assert.Throws<ArgumentOutOfRangeException>(() => create(new() { MaximumClasses = 0 }));
    }

    [TestMethod]
    public void They_hold_in_engines_and_updates_of_a_saved_model()
    {
        var model = Context.MulticlassClassification.Trainers.DataContinual(Sensors.Options with { Labels = Typed })
            .Fit(Sensors.View(Mistyped.Take(40))).SavedAndLoaded(Sensors.View([]).Schema);
        using var engine = Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(model);

        Assert.AreEqual((UpdateVerdict.Applied, (string?)null), Learn(" EthanoL "));
        Assert.AreEqual((UpdateVerdict.Applied, "Acetone"), Learn("Acetone "));
        Assert.AreEqual((UpdateVerdict.Applied, (string?)null), Learn("ACETONE"));
        Assert.AreEqual(UpdateReason.MissingTarget, engine.Learn(Row(" ")).Reason);
        var beyond = engine.Learn(Row("toluene"));
        Assert.AreEqual((UpdateVerdict.Skipped, UpdateReason.ClassLimit), (beyond.Verdict, beyond.Reason));
        engine.Predict(Row(""), "late");
        Assert.AreEqual(UpdateReason.ClassLimit, engine.Learn("late", "toluene").Reason);
        CollectionAssert.AreEqual(new[] { "ethanol", "AMMONIA", "Acetone" }, engine.ClassNames.ToArray());

        Context.Model.Update(model, Sensors.View([Row("Acetone "), Row("toluene"), Row("ACETONE"), Row("toluene")]), out var reports);
        CollectionAssert.AreEqual(new[] { "Acetone" }, reports[0].OpenedClasses.ToArray());
        Assert.AreEqual(2, reports[0].Reasons[UpdateReason.ClassLimit]);

        (UpdateVerdict, string?) Learn(string label) => engine.Learn(Row(label)) is var result ? (result.Verdict, result.OpenedClass) : default;
    }

    [TestMethod]
    public void A_task_beyond_the_limit_is_refused()
    {
        var model = Context.MulticlassClassification.Trainers.DataContinual(Sensors.Options with { Labels = Typed }).Fit(Sensors.View(Sensors.January));

        Assert.Contains("MaximumClasses is 3", Assert.ThrowsExactly<InvalidOperationException>(() => model.Update(Sensors.View(Sensors.February))).Message);
    }

    [TestMethod]
    public void Keys_that_were_typed_otherwise_are_evaluated_as_the_same_class()
    {
        var model = Context.MulticlassClassification.Trainers.DataContinual(Sensors.Options with { Labels = Typed }).Fit(Sensors.View(Sensors.January));
        var keyed = Context.Transforms.Conversion.MapValueToKey("Label").Fit(Sensors.View(Mistyped)).Transform(Sensors.View(Mistyped));

        Assert.IsGreaterThan(0.9, Context.MulticlassClassification.Evaluate(model.Transform(keyed)).MicroAccuracy);
    }

    [TestMethod]
    public void Texts_that_were_typed_otherwise_are_examined_as_the_same_class()
    {
        var model = Context.MulticlassClassification.Trainers.DataContinual(Sensors.Options with { Labels = Typed }).Fit(Sensors.View(Sensors.January));
        var typed = Sensors.January.Select((row, i) => new SensorRow { Features = row.Features, Label = i % 2 == 0 ? $"{row.Label} " : row.Label });

        var expected = Context.Model.PermutationImportance(model, Sensors.View(Sensors.January)).MulticlassClassification;
        var importance = Context.Model.PermutationImportance(model, Sensors.View(typed)).MulticlassClassification;

        foreach (string feature in expected.Keys)
        {
            Assert.AreEqual(expected[feature].LogLoss.Mean, importance[feature].LogLoss.Mean, feature);
        }
    }

    private static SensorRow Row(string label) => new() { Label = label, Features = Sensors.February[0].Features };
}
