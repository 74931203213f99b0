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

    private static IEnumerable<double[]> Held(double[][] rows) =>
        HoldOut.Rows(rows.Length, Every, row => (int)rows[row][0], row => rows[row]).Select(row => rows[row]);

    /// <summary>Rows of a class and a number.</summary>
    private static double[][] Rows(int count, int classes = 2) => [.. Enumerable.Range(0, count).Select(row => new[] { row % classes, Math.Sin(row) })];
}
