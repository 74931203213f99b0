namespace AdaptiveML.Learners.Tests;

/// <summary>What is held out depends on what rows hold alone.</summary>
[TestClass]
public sealed class HoldOutTests
{
    private const int Every = 5;

    [TestMethod]
    public void Rows_that_are_the_same_lie_on_the_same_side_whatever_their_order()
    {
        double[][] once = Rows(100);
        double[][] twice = [.. once.Concat(once).OrderBy(row => row[1])];
        double[][] heldOut = [.. Held(once)];
        Assert.HasCount(20, heldOut);
        CollectionAssert.AreEquivalent(heldOut.SelectMany(row => new[] { row, row }).ToArray(), Held(twice).ToArray());
        CollectionAssert.AreEquivalent(heldOut, Held([.. once.Reverse()]).ToArray());
    }

    [TestMethod]
    public void Rows_in_rotation_give_of_every_class_its_share()
    {
        foreach (int classes in (int[])[4, 5, 10])
        {
            var counts = Held(Rows(200, classes)).CountBy(row => row[0]).ToDictionary();
            Assert.HasCount(classes, counts);
            Assert.IsTrue(counts.Values.All(count => Math.Abs(count - (200 / classes / Every)) <= 1), string.Join(' ', counts.Values));
        }
    }

    [TestMethod]
    public void No_class_is_held_out_as_a_whole()
    {
        double[][] rows = Rows(60, 60);
        Assert.IsEmpty(Held(rows));
        double[][] pairs = [.. rows, .. Rows(120, 60).Skip(60)];
        Assert.HasCount(24, Held(pairs).ToArray());
        Assert.HasCount(24, Held(pairs).Select(row => row[0]).Distinct().ToArray());
    }

    [TestMethod]
    public void The_parts_are_those_of_the_contents_whatever_the_order_of_the_rows()
    {
        ulong[] contents = [.. Enumerable.Range(0, 50).Select(row => HoldOut.Hash<double>([row, row * row]))];
        int[] order = [.. Enumerable.Range(0, 50).Select(row => (row * 7 + 3) % 50)];
        var expected = HoldOut.Divide(contents, [.. contents.Select((_, row) => (ulong)(row % 3))], 5, 1);
        var turned = HoldOut.Divide([.. order.Select(row => contents[row])], [.. order.Select(row => (ulong)(row % 3))], 5, 1);

        for (int part = 0; part < 5; part++)
        {
            CollectionAssert.AreEqual(expected[part], turned[part].Select(place => order[place]).ToArray());
        }

        CollectionAssert.AreEquivalent(Enumerable.Range(0, 50).ToArray(), expected.SelectMany(part => part).ToArray());
        CollectionAssert.AreNotEqual(expected[0], HoldOut.Divide(contents, [.. contents.Select((_, row) => (ulong)(row % 3))], 5, 2)[0]);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.15)]
    [DataRow(0.5)]
    public void A_share_is_drawn_of_every_stratum(double share)
    {
        ulong[] contents = [.. Enumerable.Range(0, 120).Select(row => HoldOut.Hash<double>([row % 100]))];
        ulong[] strata = [.. Enumerable.Range(0, 120).Select(row => (ulong)(row % 100 / 40))];
        int[] drawn = HoldOut.Draw(contents, strata, share, 1);

        foreach (ulong stratum in strata.Distinct())
        {
            double[] rows = [.. Enumerable.Range(0, 100).Where(row => strata[row] == stratum).Select(row => drawn.Contains(row) ? 1.0 : 0.0)];
            Assert.AreEqual(share * rows.Length, rows.Sum(), 1);
        }

        Assert.IsTrue(Enumerable.Range(0, 20).All(row => drawn.Contains(row) == drawn.Contains(row + 100)));
    }

    [TestMethod]
    public void Rows_that_hold_the_same_are_in_one_part()
    {
        ulong[] contents = [.. Enumerable.Range(0, 60).Select(row => HoldOut.Hash<float>([row % 20, 0f]))];
        foreach (int[] part in HoldOut.Divide(contents, [.. contents.Select((_, row) => (ulong)(row / 20 % 2))], 4, 1))
        {
            Assert.IsTrue(part.GroupBy(row => row % 20).All(group => group.Count() == 3));
        }

        Assert.AreEqual(HoldOut.Hash<double>([0.0]), HoldOut.Hash<double>([-0.0]));
    }

    [TestMethod]
    public void Every_stratum_is_spread_over_the_parts()
    {
        ulong[] contents = [.. Enumerable.Range(0, 103).Select(row => HoldOut.Hash<double>([row]))];
        ulong[] strata = [.. Enumerable.Range(0, 103).Select(row => row < 10 ? 7UL : row % 2 == 0 ? 3UL : 1UL)];
        foreach (var (part, stratum) in HoldOut.Divide(contents, strata, 5, 9).SelectMany(part => strata.Distinct().Select(stratum => (part, stratum))))
        {
            Assert.AreEqual(strata.Count(one => one == stratum) / 5.0, part.Count(row => strata[row] == stratum), 1);
        }
    }

    private static IEnumerable<double[]> Held(double[][] rows) =>
        HoldOut.Rows(rows.Length, Every, row => (int)rows[row][0], row => rows[row]).Select(row => rows[row]);

    /// <summary>Rows of a class and a number.</summary>
    private static double[][] Rows(int count, int classes = 2) => [.. Enumerable.Range(0, count).Select(row => new[] { row % classes, Math.Sin(row) })];
}
