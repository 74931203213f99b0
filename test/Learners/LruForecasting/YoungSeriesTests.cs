using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruForecasting;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// Series of which little is known yet: how one moves in its season is no new level, and what was of a level before says nothing of the next one.
/// </summary>
[TestClass]
public sealed class YoungSeriesTests
{
    /// <summary>A series that begins where it hardly moves has a scale that soon looks too small.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(1e-6)]
    [DataRow(1e6)]
    public void Wherever_in_its_season_a_series_begins(double unit)
    {
        for (int phase = 0; phase < 96; phase += 4)
        {
            double[] values = Sine(480, 96, phase, (ulong)phase);
            double[] errors = Errors([.. values.Select(v => unit * v)], 96, 192, 480);
            Assert.IsLessThan(Math.Min(errors[1], errors[2]), errors[0], $"phase {phase}: last value {errors[1]}, season ago {errors[2]}");
        }
    }

    /// <summary>Behind a shift no expert is judged for some rows: a value of the season before, at the level before, must not be heard meanwhile.</summary>
    [TestMethod]
    [DataRow(24, 30)]
    [DataRow(24, 40)]
    [DataRow(24, 246)]
    [DataRow(48, 100)]
    public void A_new_level_in_any_season(int period, int at)
    {
        double[] values = [.. Sine(at + 200, period, 0, 1).Select((v, t) => t >= at ? v + 500 : v)];
        double[] errors = Errors(values, period, at + 2, at + period);
        Assert.IsLessThan(2 * errors[1], errors[0], $"last value {errors[1]}");
        errors = Errors(values, period, at + period, values.Length);
        Assert.IsLessThan(errors[1], errors[0], $"last value {errors[1]}");
    }

    private static double[] Errors(double[] values, int period, int from, int to) => Series.Errors(
        new(1, 0, new() { Period = period }), [.. values[..to].Select(v => new[] { v })], from, 1,
        (origin, _) => values[origin], (origin, ahead) => values[origin + ahead - period]);

    private static double[] Sine(int count, int period, int phase, ulong seed)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        double[] values = new double[count];
        for (int t = 0; t < count; t++)
        {
            values[t] = 1000 + (20 * Math.Sin(2 * Math.PI * (t + phase) / period)) + random.NextNormal();
        }

        return values;
    }
}
