using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Recurrent;

/// <summary>A file that is sorted by class: its end is no measure of the rest, and its order is said.</summary>
[TestClass]
public sealed class BpLambdaOrderTests
{
    private static readonly MLContext Context = new(1);

    private static readonly BpLambdaOptions Options = new() { HiddenUnits = 16, Labels = new(), ExampleWeightColumnName = "Weight" };

    [TestMethod]
    public void Sorted_rows_are_learnt_of_all_classes_and_said_to_be_sorted()
    {
        var model = Context.MulticlassClassification.Trainers.BpLambda(Options).Fit(View([.. Rows(1, 300).OrderBy(row => row.Label)]));
        Assert.Contains("Of rows on end 99 % are of the same class, by chance it would be 34 %", string.Join(' ', model.FitMessages));
        Assert.IsGreaterThan(0.7, Context.MulticlassClassification.EvaluateByName(model.Transform(View(Rows(2, 600)))).MicroAccuracy);
    }

    [TestMethod]
    public void Shuffled_rows_are_not_and_a_row_that_counts_nothing_opens_no_class()
    {
        var model = Context.MulticlassClassification.Trainers.BpLambda(Options with { Windows = new() { MaximumPasses = 2 } }).Fit(
            View([.. Rows(1, 150), new() { Label = "ghost", Features = [0, 0], Weight = 0 }]));
        Assert.DoesNotContain("of the same class", string.Join(' ', model.FitMessages));
        Assert.HasCount(3, model.Transform(View(Rows(2, 1))).GetColumn<float[]>("Score").First());
    }

    private static IDataView View(Row[] rows) => Context.Data.LoadFromEnumerable(rows);

    private static Row[] Rows(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            int label = random.Next(3);
            return new Row { Label = $"k{label}", Features = [(3 * label) + Noise(), (label == 1 ? 3 : 0) + Noise()] };
        })];

        float Noise() => (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";

        public float Weight { get; set; } = 1;
    }
}
