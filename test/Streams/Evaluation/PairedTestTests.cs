using AdaptiveML.Kernels;

namespace AdaptiveML.Streams.Tests.Evaluation;

/// <summary>The comparison in pairs holds its level in a stream, and sees what is there.</summary>
[TestClass]
public sealed class PairedTestTests
{
    [TestMethod]
    [DataRow(12.706205, 1)]
    [DataRow(4.302653, 2)]
    [DataRow(2.262157, 9)]
    [DataRow(2.131450, 15)]
    [DataRow(2.042272, 30)]
    public void Students_distribution_is_that_of_the_tables(double value, int degrees)
    {
        Assert.AreEqual(0.05, StudentT.TwoSided(value, degrees), 1e-7);
        Assert.AreEqual(value, StudentT.Critical(0.05, degrees), 1e-5);
        Assert.AreEqual(1, StudentT.TwoSided(0, degrees));
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.9)]
    public void Losses_that_depend_on_those_before_do_not_raise_the_level(double memory)
    {
        int rejected = 0;
        const int Streams = 1000;
        for (ulong seed = 1; seed <= Streams; seed++)
        {
            var test = Differences(seed, 3000, memory, mean: 0);
            rejected += test.IsFirstBetter || test.IsSecondBetter ? 1 : 0;
            Assert.AreEqual(test.PValue < 0.05, test.IsFirstBetter || test.IsSecondBetter);
        }

        // Four standard errors above 5 %, and as a test that never rejects is none, below it.
        Assert.IsInRange(0.05 - (4 * Math.Sqrt(0.05 * 0.95 / Streams)), 0.05 + (4 * Math.Sqrt(0.05 * 0.95 / Streams)), (double)rejected / Streams);
    }

    [TestMethod]
    public void A_difference_is_seen_and_has_its_interval()
    {
        int covered = 0;
        for (ulong seed = 1; seed <= 200; seed++)
        {
            var test = Differences(seed, 3000, 0.5, mean: -0.8);
            Assert.IsTrue(test.IsFirstBetter);
            Assert.IsInRange(16, 31, test.Blocks);
            Assert.IsGreaterThan(3000 * 15 / 16, test.Rows);
            covered += test.Lower <= -0.8 && test.Upper >= -0.8 ? 1 : 0;
        }

        Assert.IsInRange(180, 200, covered);
    }

    [TestMethod]
    public void Of_few_rows_there_is_no_test_and_equal_losses_show_no_difference()
    {
        Assert.AreEqual(double.NaN, Differences(1, 7, 0, 0).PValue);
        var equal = new PairedLosses();
        for (int i = 0; i < 100; i++)
        {
            equal.Add(0);
        }

        Assert.AreEqual((1, 0, 0), (equal.ToTest("a", "b").PValue, equal.ToTest("a", "b").Lower, equal.ToTest("a", "b").Upper));
    }

    private static PairedTest Differences(ulong seed, int rows, double memory, double mean)
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], seed);
        var losses = new PairedLosses();
        double rest = 0;
        for (int i = 0; i < rows; i++)
        {
            rest = (memory * rest) + random.NextNormal();
            losses.Add(mean + rest);
        }

        return losses.ToTest("first", "second");
    }
}
