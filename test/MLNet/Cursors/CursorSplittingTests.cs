using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Cursors;

[TestClass]
public sealed class CursorSplittingTests
{
    private const int Rows = 10_000;

    private readonly MLContext _context = new();

    [TestMethod]
    public void A_mapping_without_a_memory_is_split_over_several_cursors()
    {
        var source = new SingleCursorView(Rows);
        var view = _context.Transforms.Double().Fit(source).Transform(source);

        var cursors = view.GetRowCursorSet(view.Schema, 4);

        Assert.IsGreaterThan(1, cursors.Length);
        DisposeAll(cursors);
    }

    [TestMethod]
    public void Split_cursors_merged_by_batch_give_every_row_once_and_in_order()
    {
        var source = new SingleCursorView(Rows);
        var view = _context.Transforms.Double().Fit(source).Transform(source);
        var cursors = view.GetRowCursorSet(view.Schema, 4);

        var parts = cursors.AsParallel().WithDegreeOfParallelism(cursors.Length).Select(Read).ToArray();

        foreach (var part in parts)
            CollectionAssert.AreEqual(part.OrderBy(r => r.Batch).ToArray(), part, "batches go backwards in one cursor");
        CollectionAssert.AreEqual(
            Enumerable.Range(0, Rows).Select(i => 2f * i).ToArray(),
            parts.SelectMany(p => p).OrderBy(r => r.Batch).Select(r => r.Twice).ToArray());
    }

    [TestMethod]
    public void A_stateful_mapping_is_never_split()
    {
        var source = _context.Data.LoadFromEnumerable(Readings.Take(Rows));
        var view = _context.Transforms.Sum().Fit(source).Transform(source);

        var cursors = view.GetRowCursorSet(view.Schema, 4);

        Assert.HasCount(1, cursors);
        DisposeAll(cursors);
    }

    [TestMethod]
    public void A_mapping_behind_a_stateful_one_splits_it_and_keeps_its_values()
    {
        var source = new SingleCursorView(Rows);
        var view = _context.Transforms.Sum().Append(_context.Transforms.CopyColumns("Copy", "Sum")).Fit(source).Transform(source);
        var cursors = view.GetRowCursorSet(view.Schema, 4);
        Assert.IsGreaterThan(1, cursors.Length);
        DisposeAll(cursors);

        CollectionAssert.AreEqual(Maps.ExpectedSums(Rows), view.GetColumn<float>("Copy").ToArray());
    }

    [TestMethod]
    public void Reading_a_split_view_with_one_cursor_keeps_the_order_of_the_rows()
    {
        var source = new SingleCursorView(Rows);
        var view = _context.Transforms.Double().Append(_context.Transforms.CopyColumns("Copy", "Twice")).Fit(source).Transform(source);

        using var cursor = view.GetRowCursor(view.Schema);
        var index = cursor.GetGetter<float>(view.Schema["Index"]);
        var copy = cursor.GetGetter<float>(view.Schema["Copy"]);
        float x = 0, y = 0;
        for (var i = 0; i < Rows; i++)
        {
            Assert.IsTrue(cursor.MoveNext());
            index(ref x);
            copy(ref y);
            Assert.AreEqual(i, cursor.Position);
            Assert.AreEqual((i, 2f * i), (x, y));
        }

        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void A_view_can_be_read_by_many_threads_at_once()
    {
        var source = new SingleCursorView(Rows);
        var view = _context.Transforms.Sum().Append(_context.Transforms.Double()).Fit(source).Transform(source);
        var expected = Maps.ExpectedSums(Rows);

        Parallel.For(0, 8, _ => CollectionAssert.AreEqual(expected, view.GetColumn<float>("Sum").ToArray()));
    }

    [TestMethod]
    public void A_cursor_left_early_can_be_disposed()
    {
        var source = new SingleCursorView(Rows);
        var view = _context.Transforms.Double().Fit(source).Transform(source);

        var cursor = view.GetRowCursor(view.Schema);
        Assert.IsTrue(cursor.MoveNext());
        cursor.Dispose();
    }

    private static (long Batch, float Twice)[] Read(DataViewRowCursor cursor)
    {
        using (cursor)
        {
            var rows = new List<(long, float)>();
            var getter = cursor.GetGetter<float>(cursor.Schema["Twice"]);
            float value = 0;
            while (cursor.MoveNext())
            {
                getter(ref value);
                rows.Add((cursor.Batch, value));
            }

            return [.. rows];
        }
    }

    private static void DisposeAll(DataViewRowCursor[] cursors)
    {
        foreach (var cursor in cursors)
            cursor.Dispose();
    }
}
