using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Values of an input that lie far beyond the others: those that tell of the plant are believed, those of a faulty sensor are not.</summary>
[TestClass]
public sealed class ExtremeInputTests
{
    private const double Noise = 0.1;
    private const int Rows = 5000, Fitted = 1000;

    [TestMethod]
    [DataRow(0.01, 10)]
    [DataRow(0.01, 200)]
    [DataRow(0.005, 200)]
    public void A_rare_event_that_an_input_announces_is_learnt(double share, double size)
    {
        var rows = Plant();
        bool[] events = [.. Uniform(41).Select(value => value < share)];

        var errors = Errors(rows.Select((row, t) => (new[] { row.Input[0], row.Input[1], events[t] ? 1.0 : 0 }, row.Label + (events[t] ? size : 0))));
        var ofEvents = Enumerable.Range(0, Rows).Where(t => events[t]).Select(t => errors[t]).ToArray();

        Assert.IsLessThan(0.2 * size, ofEvents[^5..].Max());
    }

    [TestMethod]
    [DataRow(50, false)]
    [DataRow(50, true)]
    [DataRow(10_000, false)]
    [DataRow(10_000, true)]
    public void A_faulty_sensor_does_no_more_harm_than_one_that_is_silent_at_those_times(double size, bool isSigned)
    {
        var rows = Plant();
        double[] when = Uniform(42), signs = Uniform(44);
        double?[] faults = [.. when.Select((value, t) => value > 0.01 || t < Fitted / 2 ? (double?)null : isSigned && signs[t] < 0.5 ? -size : size)];

        double faulty = SquaresInUse(rows.Select((row, t) => (new[] { faults[t] ?? row.Input[0], row.Input[1], 0 }, row.Label)));
        double silent = SquaresInUse(rows.Select((row, t) => (new[] { faults[t] is null ? row.Input[0] : double.NaN, row.Input[1], 0 }, row.Label)));

        Assert.IsLessThan(1.2 * silent, faulty);
    }

    [TestMethod]
    [DataRow(20, 1e3)]
    [DataRow(20, 1e6)]
    [DataRow(50, 1e6)]
    public void Wild_inputs_in_the_fit_leave_no_trace(int every, double value)
    {
        var rows = Plant();

        double clean = SquaresInUse(rows.Select(row => (new[] { row.Input[0], row.Input[1], 0 }, row.Label)));
        double hurt = SquaresInUse(rows.Select((row, t) => (new[] { t < Fitted && t % every == 0 ? value : row.Input[0], row.Input[1], 0 }, row.Label)));

        Assert.IsLessThan(1.2 * clean, hurt);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(10)]
    public void A_wild_label_in_the_first_rows_leaves_no_trace(int at)
    {
        var rows = Plant();

        double clean = SquaresInUse(rows.Select(row => (new[] { row.Input[0], row.Input[1], 0 }, row.Label)));
        double hurt = SquaresInUse(rows.Select((row, t) => (new[] { row.Input[0], row.Input[1], 0 }, t == at ? 1e6 : row.Label)));

        Assert.IsLessThan(1.2 * clean, hurt);
    }

    /// <summary>Two inputs, and a label that is linear in them.</summary>
    private static (double[] Input, double Label)[] Plant()
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 43);
        var rows = new (double[] Input, double Label)[Rows];
        for (int t = 0; t < Rows; t++)
        {
            double[] input = [random.NextNormal(), random.NextNormal()];
            rows[t] = (input, (3 * input[0]) - (2 * input[1]) + (Noise * random.NextNormal()));
        }

        return rows;
    }

    private static double[] Uniform(ulong seed)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        double[] values = new double[Rows];
        for (int t = 0; t < Rows; t++)
        {
            values[t] = random.NextUniform();
        }

        return values;
    }

    private static double SquaresInUse(IEnumerable<(double[] Input, double Label)> stream) => Errors(stream)[Fitted..].Sum(error => error * error);

    /// <summary>Absolute errors, row by row, of a learner that has its scales of the first rows.</summary>
    private static double[] Errors(IEnumerable<(double[] Input, double Label)> stream)
    {
        var rows = stream.ToArray();
        var fitted = new TrainingRows<double>(3, 1);
        foreach (var (input, label) in rows[..Fitted])
        {
            fitted.Add(input, [label]);
        }

        var learner = new LruRegressor<double>(3, new());
        learner.Standardize(fitted);
        double[] prediction = new double[learner.OutputSize];
        return [.. rows.Select(row =>
        {
            learner.Learn(row.Input, [row.Label], prediction);
            return Math.Abs(prediction[0] - row.Label);
        })];
    }
}
