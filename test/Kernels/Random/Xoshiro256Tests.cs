namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class Xoshiro256Tests
{
    [TestMethod]
    public void The_stream_is_that_of_the_authors_reference_code()
    {
        var random = new Xoshiro256([1, 2, 3, 4]);
        ulong[] expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625];
        foreach (ulong value in expected)
        {
            Assert.AreEqual(value, random.NextUInt64());
        }
    }

    [TestMethod]
    public void The_seed_is_spread_by_SplitMix64()
    {
        ulong[] state = new ulong[Xoshiro256.StateLength];
        Xoshiro256.Seed(state, 0);
        Assert.AreEqual(0xE220A8397B1DCDAF, state[0]);
    }

    [TestMethod]
    public void A_stream_goes_on_from_a_copy_of_its_state()
    {
        ulong[] state = new ulong[Xoshiro256.StateLength];
        var random = Xoshiro256.Seed(state, 42);
        random.NextNormal();
        ulong[] copy = [.. state];
        Assert.AreEqual(random.NextNormal(), new Xoshiro256(copy).NextNormal());
    }

    [TestMethod]
    public void A_shuffle_keeps_all_items_and_gives_each_order_as_often()
    {
        const int Draws = 60_000;
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 8);
        var counts = new Dictionary<string, int>();
        for (int draw = 0; draw < Draws; draw++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle<char>(items);
            counts[new(items)] = counts.GetValueOrDefault(new(items)) + 1;
        }

        CollectionAssert.AreEquivalent(new[] { "abc", "acb", "bac", "bca", "cab", "cba" }, counts.Keys);

        // Five standard errors of a share of a sixth.
        Assert.IsTrue(counts.Values.All(count => Math.Abs(count - (Draws / 6)) < 5 * Math.Sqrt(Draws * 5 / 36.0)));
    }

    [TestMethod]
    public void Normal_numbers_have_mean_0_and_variance_1()
    {
        const int count = 100_000;
        double[] values = Numbers.Normal<double>(count, 5);
        double mean = values.Average(), variance = values.Select(v => v * v).Average();

        // Five standard errors: 1/√n of the mean, √(2/n) of the variance.
        Assert.AreEqual(0, mean, 5 / Math.Sqrt(count));
        Assert.AreEqual(1, variance, 5 * Math.Sqrt(2.0 / count));
    }
}
