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

    /// <summary>Relied on by StreamView: it gives one cursor whatever is asked for, and a row mapper behind it splits that one by batches.</summary>
    [TestMethod]
    public void One_cursor_of_ours_is_split_and_its_rows_merged_by_batch_come_once_and_in_order()
    {
        var source = new SingleCursorView(Rows);
        var view = _context.Transforms.Double().Fit(source).Transform(source);
        var cursors = view.GetRowCursorSet(view.Schema, 4);
        Assert.IsGreaterThan(1, cursors.Length);

        var parts = cursors.AsParallel().WithDegreeOfParallelism(cursors.Length).Select(Read).ToArray();

        CollectionAssert.AreEqual(
            Enumerable.Range(0, Rows).Select(i => 2f * i).ToArray(),
            parts.SelectMany(p => p).OrderBy(r => r.Batch).Select(r => r.Twice).ToArray());
    }

    /// <summary>
    /// Relied on by SavedPipelineBuilder: its mapping sees the rows through one cursor; what stands behind may be split, and each row keeps the value that it
    /// got in order.
    /// </summary>
    [TestMethod]
    public void A_stateful_mapping_is_never_split_and_one_behind_it_keeps_its_values()
    {
        var source = _context.Data.LoadFromEnumerable(Readings.Take(Rows));
        var sums = _context.Transforms.Sum().Fit(source).Transform(source);
        var cursors = sums.GetRowCursorSet(sums.Schema, 4);
        Assert.HasCount(1, cursors);
        cursors[0].Dispose();

        var view = _context.Transforms.Sum().Append(_context.Transforms.CopyColumns("Copy", "Sum")).Fit(source).Transform(source);

        CollectionAssert.AreEqual(Maps.ExpectedSums(Rows), view.GetColumn<float>("Copy").ToArray());
    }

    /// <summary>
    /// Relied on by SavedPipelineBuilder: what stands behind a saved model may pick, keep or shuffle rows, and the mapping still sees them all.
    /// </summary>
    [TestMethod]
    [DataRow("filter")]
    [DataRow("skip")]
    [DataRow("cache")]
    [DataRow("shuffle")]
    public void The_rows_that_remain_keep_the_values_of_a_mapping_that_saw_them_all(string behind)
    {
        var source = _context.Data.Cache(_context.Data.LoadFromEnumerable(Readings.Take(2_000)));
        var view = _context.Transforms.Sum().Append(_context.Transforms.CopyColumns("Copy", "Sum")).Fit(source).Transform(source);
        var expected = Maps.ExpectedSums(2_000);

        var rest = behind switch
        {
            "filter" => _context.Data.FilterRowsByColumn(view, "Label", 3, 6),
            "skip" => _context.Data.SkipRows(view, 100),
            "cache" => _context.Data.Cache(view),
            _ => _context.Data.ShuffleRows(view, seed: 3),
        };

        var rows = _context.Data.CreateEnumerable<Summed>(rest, reuseRowObject: false).ToArray();
        Assert.IsGreaterThan(500, rows.Length);
        foreach (var row in rows)
        {
            Assert.AreEqual(expected[(int)row.Index], row.Copy);
        }
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

    private sealed class Summed
    {
        public float Index { get; set; }

        public float Copy { get; set; }
    }
}
