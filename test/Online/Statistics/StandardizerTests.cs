using AdaptiveML.Kernels;

namespace AdaptiveML.Online.Tests;

[TestClass]
public sealed class StandardizerTests
{
    private static readonly (double Input, double Target, int Weight)[] Rows = [(1, 10, 1), (2, 40, 3), (4, -10, 0), (8, 20, 2), (-3, 0, 5)];

    [TestMethod]
    public void Fitted_rows_have_mean_0_and_deviation_1_each_row_counted_by_its_weight()
    {
        var (standardizer, memory) = Fit(Rows);
        double[] scaled = new double[1];
        double sum = 0, squares = 0, targets = 0, targetSquares = 0, total = Rows.Sum(row => row.Weight);
        foreach (var (input, target, weight) in Rows)
        {
            standardizer.ScaleInput(memory, [input], scaled);
            (sum, squares) = (sum + (weight * scaled[0]), squares + (weight * scaled[0] * scaled[0]));
            standardizer.ScaleTarget(memory, [target], scaled);
            (targets, targetSquares) = (targets + (weight * scaled[0]), targetSquares + (weight * scaled[0] * scaled[0]));
        }

        Assert.AreEqual(0, sum / total, 1e-12);
        Assert.AreEqual(1, squares / total, 1e-12);
        Assert.AreEqual(0, targets / total, 1e-12);
        Assert.AreEqual(1, targetSquares / total, 1e-12);
    }

    [TestMethod]
    public void A_row_of_weight_3_is_three_rows_and_one_of_weight_0_is_none()
    {
        var (weighted, first) = Fit(Rows);
        var (repeated, second) = Fit([.. Rows.SelectMany(row => Enumerable.Repeat((row.Input, row.Target, 1), row.Weight))]);
        double[] expected = new double[1], actual = new double[1];
        weighted.ScaleInput(first, [5], expected);
        repeated.ScaleInput(second, [5], actual);
        Assert.AreEqual(expected[0], actual[0], 1e-12);
        weighted.UnscalePrediction(first, [2], expected);
        repeated.UnscalePrediction(second, [2], actual);
        Assert.AreEqual(expected[0], actual[0], 1e-12);
    }

    [TestMethod]
    [DataRow(12, 2.5, 7.0)]
    [DataRow(1000, 0.04, 0.5)]
    [DataRow(20_000, 0.002, 0.03)]
    public void However_large_one_wild_value_is_it_moves_mean_and_deviation_by_no_more_than_its_bound(int count, double ofMean, double ofDeviation)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            double[] values = Normal(count, seed);
            var (mean, deviation) = Scale(values);
            foreach (double wild in (double[])[1e5, -1e5, 1e300])
            {
                var (hurtMean, hurtDeviation) = Scale([wild, .. values[1..]]);
                Assert.AreEqual(mean, hurtMean, ofMean * deviation, $"{wild}, seed {seed}");
                Assert.IsInRange(0.9 * deviation, (1 + ofDeviation) * deviation, hurtDeviation, $"{wild}, seed {seed}");
            }

            Assert.AreEqual(Scale([1e5, .. values[1..]]), Scale([1e300, .. values[1..]]), $"seed {seed}: beyond the bound more is not more");
        }
    }

    [TestMethod]
    [DataRow(50)]
    [DataRow(1000)]
    [DataRow(20_000)]
    public void Data_without_wild_values_have_their_plain_moments_to_the_bit(int count)
    {
        double[] values = Normal(count, 7);
        double mean = 0, squares = 0;
        for (int row = 0; row < count; row++)
        {
            double difference = values[row] - mean, share = 1 / (row + 1.0);
            mean += difference * share;
            squares += difference * (difference - (difference * share));
        }

        var (standardizer, memory) = Fit([.. values.Select(value => (value, 0.0, 1))]);
        var (means, inverses) = standardizer.Inputs(memory);
        Assert.AreEqual(mean, means[0]);
        Assert.AreEqual(1 / Math.Sqrt(squares / count), inverses[0]);
    }

    private static double[] Normal(int count, ulong seed)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        double[] values = new double[count];
        foreach (ref double value in values.AsSpan())
        {
            value = 3 + (2 * random.NextNormal());
        }

        return values;
    }

    private static (double Mean, double Deviation) Scale(double[] values)
    {
        var (standardizer, memory) = Fit([.. values.Select(value => (value, 0.0, 1))]);
        var (means, inverses) = standardizer.Inputs(memory);
        return (means[0], 1 / inverses[0]);
    }

    private static (Standardizer<double> Standardizer, LearnerMemory Memory) Fit((double Input, double Target, int Weight)[] given)
    {
        var state = new Layout();
        var standardizer = new Standardizer<double>(1, 1, state);
        var memory = new LearnerMemory(new(), state, new(), 1);
        standardizer.Initialize(memory);
        var rows = new TrainingRows<double>(1, 1);
        foreach (var (input, target, weight) in given)
        {
            rows.Add([input], [target], new() { Weight = weight });
        }

        standardizer.Fit(memory, rows);
        return (standardizer, memory);
    }
}
