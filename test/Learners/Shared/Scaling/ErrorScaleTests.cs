namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class ErrorScaleTests
{
    private const double Times = 10;

    [TestMethod]
    public void A_scale_of_nothing_but_zeros_takes_any_size_and_grows_to_it()
    {
        ErrorScale scale = default;
        Take(ref scale, 0, 1000);
        Assert.AreEqual(0, scale.Value);
        Assert.AreEqual(double.MaxValue, scale.Limit(Times));
        Take(ref scale, 5, 1);
        Assert.AreEqual(0.05, scale.Value, 1e-12, "all of it counts");
        Take(ref scale, 5, 500);
        Assert.AreEqual(5, scale.Value, 0.05);
    }

    [TestMethod]
    public void A_standstill_of_1000_zeros_leaves_the_scale_above_half()
    {
        foreach (int rows in (int[])[1001, 5000, 50_000])
        {
            ErrorScale scale = default;
            Take(ref scale, 3, rows);
            Take(ref scale, 0, 1000);
            Assert.IsInRange(1.5, 3, scale.Value, $"{rows} rows before");
        }
    }

    [TestMethod]
    public void What_grows_is_followed_within_some_hundred_rows_and_what_shrinks_within_thousands()
    {
        ErrorScale scale = default;
        Take(ref scale, 1, 10_000);
        Take(ref scale, 4, 200);
        Assert.IsGreaterThan(3.5, scale.Value);
        Take(ref scale, 0.1, 500);
        Assert.IsGreaterThan(0.5, scale.Value);
        Take(ref scale, 0.1, 20_000);
        Assert.AreEqual(0.1, scale.Value, 0.05);
    }

    [TestMethod]
    public void A_single_size_counts_up_to_so_many_times_the_scale()
    {
        ErrorScale gross = default, limit = default;
        Take(ref gross, 2, 500);
        Take(ref limit, 2, 500);
        Assert.AreEqual(Times * 2, gross.Limit(Times), 1e-9);
        Take(ref gross, 1e9, 1);
        Take(ref limit, Times * 2, 1);
        Assert.AreEqual(limit.Value, gross.Value, 1e-9);
        Assert.AreEqual(2 + (0.01 * 18), gross.Value, 1e-9);
    }

    private static void Take(ref ErrorScale scale, double size, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            scale.Take(size, Times);
        }
    }
}
