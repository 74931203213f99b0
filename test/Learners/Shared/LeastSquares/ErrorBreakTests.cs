using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class ErrorBreakTests
{
    [TestMethod]
    public void Errors_of_one_size_break_nothing()
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 5);
        var errors = default(ErrorBreak);
        for (int row = 0; row < 100_000; row++)
        {
            Assert.IsFalse(errors.Update(Math.Abs(random.NextNormal())), $"row {row}");
        }
    }

    [TestMethod]
    public void A_burst_of_a_few_rows_breaks_nothing_however_gross()
    {
        var errors = default(ErrorBreak);
        for (int row = 0; row < 2000; row++)
        {
            Assert.IsFalse(errors.Update(row % 100 < 3 ? 1e9 : 1), $"row {row}");
        }
    }

    [TestMethod]
    [DataRow(10.0, 36)]
    [DataRow(30.0, 24)]
    [DataRow(1e6, 24)]
    public void Errors_that_grow_and_stay_break_once(double growth, int within)
    {
        var errors = default(ErrorBreak);
        Assert.AreEqual(0, Breaks(ref errors, 1, 1000));
        Assert.AreEqual(1, Breaks(ref errors, growth, within));
        Assert.AreEqual(0, Breaks(ref errors, growth, 2000), "that is their size now");
    }

    [TestMethod]
    [DataRow(1e-12)]
    [DataRow(1e12)]
    public void Units_do_not_matter(double unit)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 6);
        ErrorBreak plain = default, scaled = default;
        for (int row = 0; row < 3000; row++)
        {
            double error = Math.Abs(random.NextNormal()) * (row / 700 % 2 == 0 ? 1 : 20);
            Assert.AreEqual(plain.Update(error), scaled.Update(unit * error), $"row {row}");
        }
    }

    private static int Breaks(ref ErrorBreak errors, double error, int rows)
    {
        int breaks = 0;
        for (int row = 0; row < rows; row++)
        {
            breaks += errors.Update(error) ? 1 : 0;
        }

        return breaks;
    }
}
