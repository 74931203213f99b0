using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

/// <summary>Labels that come late or never, weights, and groups of few rows, by the defaults.</summary>
[TestClass]
public sealed class OnlineLruRowsTests
{
    private const int Fitted = 800, Count = 3000;

    private static readonly MLContext Context = new(1);

    [TestMethod]
    public void A_label_in_a_hundred_that_is_lost_holds_no_other_up()
    {
        var (whole, _) = Run(Rows(breaksAt: 1500), late: 1, isLost: _ => false);
        var (error, applied) = Run(Rows(breaksAt: 1500), late: 1, isLost: i => i % 100 == 7);

        Assert.IsLessThan(1.15 * whole.Error, error.Error);
        Assert.IsGreaterThan(0.98 * (Count - Fitted), applied);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(6)]
    [DataRow(48)]
    public void Intervals_cover_their_share_however_late_labels_are(int late) =>
        Assert.AreEqual(0.95, Run(Rows(), late, isLost: _ => false).Errors.Covered, 0.02);

    [TestMethod]
    public void Intervals_of_many_groups_with_levels_of_their_own_cover_their_share() =>
        Assert.AreEqual(0.95, Run(Rows(groups: 50), late: 0, isLost: _ => false).Errors.Covered, 0.02);

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    [DataRow(-1f)]
    public void A_weight_that_is_none_is_counted_and_teaches_nothing(float weight)
    {
        var rows = Rows();
        rows[400].Weight = weight;

        var model = Fit(rows);

        Assert.IsTrue(model.FitMessages.Any(message => message.Contains("1 of 800 rows have a weight", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Weights_that_are_all_zero_are_named()
    {
        var rows = Rows();
        Array.ForEach(rows, row => row.Weight = 0);
        Assert.Contains("weight", Assert.ThrowsExactly<ArgumentException>(() => Fit(rows)).Message);
    }

    [TestMethod]
    [DataRow(-20)]
    [DataRow(20)]
    public void A_factor_on_all_weights_changes_no_bit(int powerOfTwo)
    {
        var rows = Rows();
        for (int i = 0; i < Count; i++)
        {
            rows[i].Weight = 1 + (i % 3);
        }

        double expected = Run(rows, late: 0, isLost: _ => false).Errors.Error;
        Array.ForEach(rows, row => row.Weight = MathF.ScaleB(row.Weight, powerOfTwo));
        Assert.AreEqual(expected, Run(rows, late: 0, isLost: _ => false).Errors.Error);
    }

    private static OnlineLruTransformer Fit(Weighed[] rows) => Context.Regression.Trainers.OnlineLru(new OnlineLruOptions
    {
        ExampleWeightColumnName = "Weight",
        GroupColumnName = "Group",
        ConfidenceLowerBoundColumnName = "Low",
        ConfidenceUpperBoundColumnName = "High",
    }).Fit(Context.Data.LoadFromEnumerable(rows[..Fitted]));

    private static ((double Error, double Covered) Errors, long Applied) Run(Weighed[] rows, int late, Func<int, bool> isLost)
    {
        var model = Fit(rows);
        using var engine = Context.Model.CreateOnlineEngine<Weighed, Bounded>(model);
        long before = engine.Counts.Applied;
        double squares = 0, covered = 0;
        int judged = 0;
        for (int i = Fitted; i < Count; i++)
        {
            var said = engine.Predict(rows[i], $"{i}");
            if (i - late >= Fitted && !isLost(i - late))
            {
                engine.Learn($"{i - late}", rows[i - late].Label);
            }

            if (i >= Fitted + 200)
            {
                squares += Math.Pow(said.Score - rows[i].Label, 2);
                covered += rows[i].Label >= said.Low && rows[i].Label <= said.High ? 1 : 0;
                judged++;
            }
        }

        return ((Math.Sqrt(squares / judged), covered / judged), engine.Counts.Applied - before);
    }

    private static Weighed[] Rows(int breaksAt = Count, int groups = 1)
    {
        var random = new Random(3);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return [.. Enumerable.Range(0, Count).Select(i =>
        {
            float[] x = [(float)Normal(), (float)Normal(), (float)Normal(), (float)Normal()];
            int group = random.Next(groups);
            double law = i < breaksAt ? 50 + (3 * x[0]) - (2 * x[1]) + (0.8 * x[2]) : 60 - (3 * x[0]) + (2 * x[2]);
            double level = groups > 1 ? 10 * Math.Sin(group) : 0;
            return new Weighed { Features = x, Label = (float)(law + level + (0.3 * Normal())), Group = $"{group}" };
        })];
    }

    private sealed class Weighed
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public float Weight { get; set; } = 1;

        public string Group { get; set; } = string.Empty;
    }

    private sealed class Bounded
    {
        public float Score { get; set; }

        public float Low { get; set; }

        public float High { get; set; }
    }
}
