using AdaptiveML.Kernels;

namespace AdaptiveML.Streams.Tests.Evaluation;

/// <summary>Each figure is what can be worked out by hand.</summary>
[TestClass]
public sealed class FiguresTests
{
    [TestMethod]
    public void Numbers_are_judged_as_by_the_formulas()
    {
        double[] labels = [1000001, 1000004, 1000003, 1000008], predictions = [1000002, 1000002, 1000003, 1000011];
        var sums = new RegressionSums();
        for (int i = 0; i < labels.Length; i++)
        {
            sums.Add(new(predictions[i], labels[i], i == 0 ? double.NaN : labels[i - 1]), 1);
        }

        var figures = (RegressionFigures)sums.ToFigures();
        double mean = labels.Average();
        Assert.AreEqual(4, figures.Rows);
        Assert.AreEqual(6 / 4.0, figures.MeanAbsoluteError, 1e-12);
        Assert.AreEqual(Math.Sqrt(14 / 4.0), figures.RootMeanSquaredError, 1e-12);
        Assert.AreEqual(1 - (14 / labels.Sum(label => (label - mean) * (label - mean))), figures.RSquared, 1e-9);
        Assert.AreEqual(1 - (13 / (9 + 1 + 25.0)), figures.SkillOverLastValue, 1e-12, "over the rows that both were there for");
    }

    [TestMethod]
    public void Classes_are_judged_as_by_the_formulas()
    {
        // Taken for: 0 0 1 0, 1 1, 0; what came: 0 0 0 1, 1 1, 0.
        (int Prediction, int Label)[] rows = [(0, 0), (0, 0), (1, 0), (0, 1), (1, 1), (1, 1), (0, 0)];
        var sums = new ClassificationSums(3);
        for (int i = 0; i < rows.Length; i++)
        {
            sums.Add(new(rows[i].Prediction, rows[i].Label, i == 0 ? -1 : rows[i - 1].Label, i == 3 ? double.NaN : i == 2 ? 0.25 : 0.5), 1);
        }

        var figures = (ClassificationFigures)sums.ToFigures();
        double accuracy = 5 / 7.0, byChance = (4 / 7.0 * 4 / 7) + (3 / 7.0 * 3 / 7);
        Assert.AreEqual(accuracy, figures.Accuracy, 1e-12);
        Assert.AreEqual(((3 / 4.0) + (2 / 3.0)) / 2, figures.BalancedAccuracy, 1e-12, "of the two classes that occur");
        Assert.AreEqual((accuracy - byChance) / (1 - byChance), figures.Kappa, 1e-12);
        Assert.AreEqual(((4 / 6.0) - (4 / 6.0)) / (1 - (4 / 6.0)), figures.KappaTemporal, 1e-12, "the last class is right in four of six rows, and so is this");
        Assert.AreEqual(((5 * Math.Log(2)) + Math.Log(4)) / 6, figures.LogLoss, 1e-12, "over the rows that have a probability");
    }

    [TestMethod]
    public void Fading_figures_are_those_of_rows_whose_weight_falls_by_the_factor_at_each_row()
    {
        const double Factor = 0.9;
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        var sums = new PrequentialSums<JudgedNumber>(static () => new RegressionSums(), Factor);
        var rows = new JudgedNumber[5000];
        foreach (ref var row in rows.AsSpan())
        {
            row = new(random.NextUniform(), random.NextUniform(), random.NextUniform());
            sums.Add(row);
        }

        var direct = new RegressionSums();
        foreach (var (i, row) in rows.Index().Skip(rows.Length - 400))
        {
            direct.Add(row, Math.Pow(Factor, rows.Length - 1 - i));
        }

        var (expected, actual) = ((RegressionFigures)direct.ToFigures(), (RegressionFigures)sums.ToPoint(5000).Fading);
        Assert.AreEqual(expected.MeanAbsoluteError, actual.MeanAbsoluteError, 1e-12);
        Assert.AreEqual(expected.RootMeanSquaredError, actual.RootMeanSquaredError, 1e-12);
        Assert.AreEqual(expected.RSquared, actual.RSquared, 1e-9);
        Assert.AreEqual(expected.SkillOverLastValue, actual.SkillOverLastValue, 1e-9);
    }

    [TestMethod]
    public void A_label_is_known_when_it_is_told_and_a_season_ago_is_the_last_season_that_is()
    {
        var history = new LabelHistory(8);
        for (int i = 0; i < 20; i++)
        {
            Assert.AreEqual(i < 3 ? double.NaN : i - 3, history.Last);
            Assert.AreEqual(i < 4 ? double.NaN : i - 4, history.SeasonAgo(4));
            Assert.AreEqual(i < 4 ? double.NaN : i - 4, history.SeasonAgo(2), "two rows ago is not told");
            history.Come();
            if (i >= 2)
            {
                history.Tell(i - 2);
            }
        }
    }

    [TestMethod]
    public void Times_are_told_to_a_sixteenth()
    {
        var latencies = new Latencies();
        for (int i = 1; i <= 1000; i++)
        {
            latencies.Add(i * 1000);
        }

        double unit = 1e6 / System.Diagnostics.Stopwatch.Frequency;
        Assert.AreEqual(500_000 * unit, latencies.Quantile(0.5), 500_000 * unit / 16);
        Assert.AreEqual(990_000 * unit, latencies.Quantile(0.99), 990_000 * unit / 16);
        Assert.AreEqual(double.NaN, new Latencies().Quantile(0.5));
    }
}
