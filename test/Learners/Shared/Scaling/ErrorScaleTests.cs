namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class ErrorScaleTests
{
    private const double Times = 10;

    [TestMethod]
    public void A_scale_of_nothing_but_zeros_takes_any_size_and_grows_to_it()
    {
        ErrorScale scale = default;
        Update(ref scale, 0, 1000);
        Assert.AreEqual(0, scale.Value);
        Assert.AreEqual(double.MaxValue, scale.Limit(Times));
        Update(ref scale, 5, 1);
        Assert.AreEqual(0.05, scale.Value, 1e-12, "all of it counts");
        Update(ref scale, 5, 500);
        Assert.AreEqual(5, scale.Value, 0.05);
    }

    [TestMethod]
    public void A_standstill_of_1000_zeros_leaves_the_scale_above_half()
    {
        foreach (int rows in (int[])[1001, 5000, 50_000])
        {
            ErrorScale scale = default;
            Update(ref scale, 3, rows);
            Update(ref scale, 0, 1000);
            Assert.IsInRange(1.5, 3, scale.Value, $"{rows} rows before");
        }
    }

    [TestMethod]
    public void What_grows_is_followed_within_some_hundred_rows_and_what_shrinks_within_thousands()
    {
        ErrorScale scale = default;
        Update(ref scale, 1, 10_000);
        Update(ref scale, 4, 200);
        Assert.IsGreaterThan(3.5, scale.Value);
        Update(ref scale, 0.1, 500);
        Assert.IsGreaterThan(0.5, scale.Value);
        Update(ref scale, 0.1, 20_000);
        Assert.AreEqual(0.1, scale.Value, 0.05);
    }

    [TestMethod]
    public void A_single_size_counts_up_to_so_many_times_the_scale()
    {
        ErrorScale gross = default, limit = default;
        Update(ref gross, 2, 500);
        Update(ref limit, 2, 500);
        Assert.AreEqual(Times * 2, gross.Limit(Times), 1e-9);
        Update(ref gross, 1e9, 1);
        Update(ref limit, Times * 2, 1);
        Assert.AreEqual(limit.Value, gross.Value, 1e-9);
        Assert.AreEqual(2 + (0.01 * 18), gross.Value, 1e-9);
    }

    private static void Update(ref ErrorScale scale, double size, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            scale.Update(size, Times);
        }
    }
}
