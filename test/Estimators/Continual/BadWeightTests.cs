using AdaptiveML.Estimators.Tests.Support;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Continual;

/// <summary>A row whose weight is negative or no number teaches nothing, and is counted and said, whatever learns.</summary>
[TestClass]
public sealed class BadWeightTests
{
    private static readonly MLContext Context = Sensors.Context;

    private static readonly ComodulationTrainerOptions Machine = new()
    {
        ExampleWeightColumnName = "Weight", Machine = new() { HiddenSizes = [8], Fit = new() { MaximumPasses = 3 } },
    };

    public static IEnumerable<object[]> Trainers => new (string Name, IEstimator<ITransformer> Trainer)[]
    {
        ("DATA", Continual(new DataClassifierOptions { ProjectionSize = 40 })),
        ("streaming LDA", Continual(new StreamingLdaOptions())),
        ("EWC", Continual(new ElasticWeightsOptions())),
        ("comodulation", Context.MulticlassClassification.Trainers.Comodulation(Machine)),
    }.Select(trainer => new object[] { trainer.Name, trainer.Trainer });

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void It_is_left_out_and_said(string name, IEstimator<ITransformer> trainer)
    {
        float[] bad = [float.NaN, -1, float.PositiveInfinity];
        SensorRow[] rows = [.. Sensors.January, .. bad.Select(weight => new SensorRow { Label = "ethanol", Features = new float[5], Weight = weight })];

        var model = trainer.Fit(Sensors.View(rows));

        Assert.Contains(
            "3 of 63 rows have a weight that is negative or not finite: they taught nothing.", ((Pipeline.OnlineTransformer)model).FitMessages, name);
        CollectionAssert.AreEqual(trainer.Fit(Sensors.View(Sensors.January)).Scores(Sensors.Tests)[5], model.Scores(Sensors.Tests)[5]);
        using var engine = Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(model);
        foreach (var row in rows[60..])
        {
            var result = engine.Learn(row);
            Assert.AreEqual((UpdateVerdict.Rejected, UpdateReason.InvalidWeight), (result.Verdict, result.Reason), name);
        }

        Context.Model.Update(model, Sensors.View(rows), out var reports);
        Assert.AreEqual(3, reports[0].Reasons[UpdateReason.InvalidWeight]);
    }

    [TestMethod]
    public void A_weight_beyond_the_largest_is_one_in_a_task_too_and_opens_no_class()
    {
        var model = Continual(new DataClassifierOptions { ProjectionSize = 40 }).Fit(Sensors.View(Sensors.January));
        float beyond = 2 * (float)ContinualLearner<float>.LargestWeight;
        SensorRow[] rows = [.. Sensors.January, new() { Label = "unheard of", Features = new float[5], Weight = beyond }];

        var updated = Context.Model.Update(model, Sensors.View(rows), "again", out var reports);

        Assert.AreEqual(new UpdateCounts(60, 0, 1, 0), reports[0].Counts);
        Assert.AreEqual(1, reports[0].Reasons[UpdateReason.InvalidWeight]);
        Assert.IsEmpty(reports[0].OpenedClasses);
        var learnt = Context.Model.Find<DataContinualTransformer>(updated).CreateLearner();
        Assert.AreEqual(61, learnt.Counts.Applied + learnt.Counts.Rejected - model.CreateLearner().Counts.Applied);
    }

    private static DataContinualTrainer Continual(ContinualOptions learner) =>
        Context.MulticlassClassification.Trainers.DataContinual(new DataContinualOptions { Learner = learner, ExampleWeightColumnName = "Weight" });
}
