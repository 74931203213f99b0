using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Views;

/// <summary>No row of the past is tested on, and no row of the future learnt from.</summary>
[TestClass]
public sealed class TimeSplitTests
{
    private static readonly MLContext Context = Sample.Context;

    private static readonly Stamped[] Rows = [.. Enumerable.Range(0, 1000).Select(i => new Stamped { Index = i, Time = i * 37 % 1000 / 2 })];

    private static readonly IDataView View = Context.Data.LoadFromEnumerable(Rows);

    [TestMethod]
    public void Rows_are_divided_at_a_moment_and_keep_their_order()
    {
        var split = Context.Data.TimeSplit(View, 0.3, "Time");

        double[] earlier = [.. split.TrainSet.GetColumn<double>("Time")], later = [.. split.TestSet.GetColumn<double>("Time")];
        Assert.HasCount(700, earlier);
        Assert.HasCount(300, later);
        Assert.IsLessThan(later.Min(), earlier.Max(), "the two rows of a time are on the same side");
        float[] indices = [.. split.TestSet.GetColumn<float>("Index")];
        CollectionAssert.AreEqual(Rows.Where(row => row.Time >= 350).Select(row => row.Index).ToArray(), indices);
    }

    [TestMethod]
    public void Without_a_time_column_the_first_rows_are_the_earlier()
    {
        var split = Context.Data.TimeSplit(View, 0.25);

        CollectionAssert.AreEqual(Rows[..750].Select(row => row.Index).ToArray(), split.TrainSet.GetColumn<float>("Index").ToArray());
        CollectionAssert.AreEqual(Rows[750..].Select(row => row.Index).ToArray(), split.TestSet.GetColumn<float>("Index").ToArray());
    }

    [TestMethod]
    public void A_row_without_a_time_is_on_neither_side()
    {
        var rows = Rows.Select(row => new Stamped { Index = row.Index, Time = row.Index % 10 == 0 ? double.NaN : row.Time });
        var split = Context.Data.TimeSplit(Context.Data.LoadFromEnumerable(rows), 0.5, "Time");

        float[] all = [.. split.TrainSet.GetColumn<float>("Index"), .. split.TestSet.GetColumn<float>("Index")];
        CollectionAssert.AreEquivalent(Rows.Where(row => row.Index % 10 != 0).Select(row => row.Index).ToArray(), all);
    }

    [TestMethod]
    public void What_cannot_be_divided_is_said()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Data.TimeSplit(View, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Data.TimeSplit(View, 0.1, "Nowhere"));
        Assert.ThrowsExactly<InvalidOperationException>(() => Context.Data.TimeSplit(Context.Data.LoadFromEnumerable([new Stamped()])));
        Assert.ThrowsExactly<InvalidOperationException>(
            () => Context.Data.TimeSplit(Context.Data.LoadFromEnumerable([new Stamped(), new Stamped()]), 0.5, "Time"));
    }

    private sealed class Stamped
    {
        public float Index { get; set; }

        public double Time { get; set; }
    }
}
