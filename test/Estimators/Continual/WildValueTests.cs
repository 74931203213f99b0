using AdaptiveML.Estimators.Tests.Support;
using AdaptiveML.Learners.Continual;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Continual;

/// <summary>One wild value among the rows of a fit has no say in the scale of its input, whatever learns.</summary>
[TestClass]
public sealed class WildValueTests
{
    private static readonly MLContext Context = Sensors.Context;

    public static IEnumerable<object[]> Trainers => new (string Name, IEstimator<ITransformer> Trainer)[]
    {
        ("DATA", Continual(new DataClassifierOptions { ProjectionSize = 100 })),
        ("RanPAC", Continual(new RanPacOptions { ProjectionSize = 100 })),
        ("streaming LDA", Continual(new StreamingLdaOptions())),
        ("comodulation", Context.MulticlassClassification.Trainers.Comodulation()),
    }.Select(trainer => new object[] { trainer.Name, trainer.Trainer });

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void It_does_not_blind_the_classifier(string name, IEstimator<ITransformer> trainer)
    {
        double clean = Accuracy(trainer.Fit(View(Rows(1, 200))));
        foreach (float wild in new[] { 1e3f, 1e5f, -1e7f })
        {
            Row[] rows = Rows(1, 200);
            rows[100].Features[0] = wild;
            Assert.IsGreaterThan(clean - 0.05, Accuracy(trainer.Fit(View(rows))), $"{name}, {wild}");
        }
    }

    private static double Accuracy(ITransformer model)
    {
        Row[] rows = Rows(2, 400);
        var scored = model.Transform(View(rows));
        string[] said =
            [.. Context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored).GetColumn<string>("PredictedLabel")];
        return rows.Zip(said).Average(pair => pair.First.Label == pair.Second ? 1.0 : 0);
    }

    private static IDataView View(Row[] rows) => Context.Data.LoadFromEnumerable(rows);

    /// <summary>Four classes, of which each lies out along an input of its own.</summary>
    private static Row[] Rows(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(row => new Row
        {
            Label = $"class {row % 4}",
            Features = [.. Enumerable.Range(0, 4).Select(i => (float)((i == row % 4 ? 2 : 0) + random.NextDouble() + random.NextDouble() - 1))],
        })];
    }

    private static DataContinualTrainer Continual(ContinualOptions learner) =>
        Context.MulticlassClassification.Trainers.DataContinual(new DataContinualOptions { Learner = learner });

    private sealed class Row
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
