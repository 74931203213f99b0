using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What a change of a sensor's unit or offset does to the scale of its values.</summary>
[TestClass]
public sealed class ElementScaleTests
{
    private const double Limit = 10, Fitting = 4, Smallest = 1e-8;
    private const int Patience = 24, BackAfter = 4;

    private static readonly double Rate = HalfLife.Rate(20_000);

    [TestMethod]
    [DataRow(1000.0, 0.0)]
    [DataRow(1000.0, 5e6)]
    [DataRow(1.0, 1000.0)]
    [DataRow(1.0, -25.0)]
    [DataRow(0.001, 300.0)]
    public void Another_unit_or_offset_is_seen_as_before_after_24_rows_and_back_again_after_4(double unit, double offset)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
            var scale = Settled(ref random);
            var before = scale;
            for (int row = 0; row < 500; row++)
            {
                double value = offset + (unit * Plain(ref random));
                Assert.IsTrue(row < Patience || Math.Abs(Seen(scale, value)) <= Fitting, $"seed {seed}, row {row}: {Seen(scale, value)}");
                Assert.IsTrue(row >= Patience || Math.Abs(Seen(scale, value)) > Limit, $"seed {seed}, row {row}: it is not believed too early");
                Update(ref scale, value);
            }

            for (int row = 0; row < 500; row++)
            {
                double value = Plain(ref random);
                Assert.IsTrue(row < BackAfter || Math.Abs(Seen(scale, value)) <= Fitting, $"seed {seed}, row {row} of the return: {Seen(scale, value)}");
                Update(ref scale, value);
                if (row == BackAfter - 1)
                {
                    Assert.AreEqual(before.Mean, scale.Mean, 0.02, "it is the scale of before");
                    Assert.AreEqual(before.Variance, scale.Variance, 0.1);
                }
            }
        }
    }

    [TestMethod]
    [DataRow(1e3)]
    [DataRow(-1e9)]
    [DataRow(1e300)]
    public void One_gross_value_moves_nothing_by_more_than_its_clamp(double gross)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        var scale = Settled(ref random);
        var (mean, variance) = (scale.Mean, scale.Variance);
        Update(ref scale, gross);
        Assert.AreEqual(mean + (Math.Sign(gross) * Rate * Limit * Math.Sqrt(variance)), scale.Mean, 1e-9);
        Assert.IsInRange(variance, variance * (1 + (Rate * Limit * Limit)), scale.Variance);
    }

    [TestMethod]
    public void Values_far_off_that_are_not_on_end_begin_no_scale()
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        var scale = Settled(ref random);
        for (int row = 0; row < 10 * Patience; row++)
        {
            Update(ref scale, row % Patience == 0 ? Plain(ref random) : 500 + random.NextNormal());
        }

        Assert.IsLessThan(1, scale.Mean);
    }

    private static void Update(ref ElementScale scale, double value) => scale.Update(value, Limit, Smallest, Rate);

    private static double Seen(in ElementScale scale, double value) => (value - scale.Mean) / Math.Sqrt(scale.Variance);

    /// <summary>A value of deviation 1 that is never near 0, nor far off.</summary>
    private static double Plain(ref Xoshiro256 random)
    {
        double uniform = (2 * random.NextUniform()) - 1;
        return (Math.Sign(uniform) * 0.2) + (1.38 * uniform);
    }

    private static ElementScale Settled(ref Xoshiro256 random)
    {
        ElementScale scale = new() { Variance = 1 };
        for (int row = 0; row < 2000; row++)
        {
            Update(ref scale, Plain(ref random));
        }

        return scale;
    }
}
