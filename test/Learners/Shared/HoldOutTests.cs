namespace AdaptiveML.Learners.Tests;

/// <summary>Parts to hold back.</summary>
[TestClass]
public sealed class HoldOutTests
{
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
}
