using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Views;

/// <summary>Views that pick, skip, keep or shuffle rows, also behind a mapping whose state must see every row.</summary>
[TestClass]
public sealed class RowViewTests
{
    private const int Rows = 2_000;

    private readonly MLContext _context = new(1);
    private readonly IDataView _source;

    public RowViewTests() => _source = _context.Data.LoadFromEnumerable(Readings.Take(Rows));

    [TestMethod]
    public void A_filter_keeps_the_lower_bound_and_drops_the_upper_one_and_what_is_missing()
    {
        var rows = _context.Data.LoadFromEnumerable(new[] { 1, float.NaN, 2, 3, 4 }.Select(v => new Reading { Index = v, Features = [0, 0, 0] }));

        var kept = _context.Data.FilterRowsByColumn(rows, "Index", lowerBound: 2, upperBound: 4);

        CollectionAssert.AreEqual(new[] { 2f, 3 }, kept.GetColumn<float>("Index").ToArray());
    }

    [TestMethod]
    public void A_filter_of_missing_values_looks_into_vectors_too()
    {
        var rows = _context.Data.LoadFromEnumerable(new[] { 1, float.NaN, 2 }.Select((v, i) => new Reading { Index = i, Features = [0, v, 0] }));

        var kept = _context.Data.FilterRowsByMissingValues(rows, "Features");

        CollectionAssert.AreEqual(new[] { 0f, 2 }, kept.GetColumn<float>("Index").ToArray());
    }

    [TestMethod]
    public void Rows_are_skipped_and_taken()
    {
        var some = _context.Data.TakeRows(_context.Data.SkipRows(_source, 10), 3);

        CollectionAssert.AreEqual(new[] { 10f, 11, 12 }, some.GetColumn<float>("Index").ToArray());
        Assert.IsEmpty(_context.Data.SkipRows(_source, Rows + 1).GetColumn<float>("Index"));
        Assert.AreEqual(Rows, _context.Data.TakeRows(_source, Rows + 1).GetColumn<float>("Index").Count());
    }

    [TestMethod]
    public void A_cache_reads_its_source_once()
    {
        var reads = 0;
        IEnumerable<Reading> Sequence()
        {
            reads++;
            foreach (var row in Readings.Take(10))
                yield return row;
        }

        var cache = _context.Data.Cache(_context.Data.LoadFromEnumerable(Sequence()), "Index", "Name");

        for (var pass = 0; pass < 3; pass++)
        {
            CollectionAssert.AreEqual(Enumerable.Range(0, 10).Select(i => (float)i).ToArray(), cache.GetColumn<float>("Index").ToArray());
            Assert.AreEqual("n1", cache.GetColumn<string>("Name").ElementAt(9));
        }

        Assert.AreEqual(1, reads);
        Assert.IsTrue(cache.CanShuffle);
    }

    [TestMethod]
    public void Shuffled_rows_are_the_same_rows_in_another_order()
    {
        var shuffled = _context.Data.ShuffleRows(_context.Data.Cache(_source), seed: 3);

        var indices = shuffled.GetColumn<float>("Index").ToArray();

        CollectionAssert.AreNotEqual(_source.GetColumn<float>("Index").ToArray(), indices);
        CollectionAssert.AreEquivalent(_source.GetColumn<float>("Index").ToArray(), indices);
        foreach (var row in _context.Data.CreateEnumerable<Reading>(shuffled, reuseRowObject: true).Take(100))
            Assert.AreEqual(row.Index % 11, row.Label);
    }

    [TestMethod]
    [DataRow("filter")]
    [DataRow("skip")]
    [DataRow("cache")]
    [DataRow("shuffle")]
    public void The_rows_that_remain_keep_the_values_of_a_mapping_that_saw_them_all(string behind)
    {
        var source = _context.Data.Cache(_source);
        var view = _context.Transforms.Sum().Append(_context.Transforms.CopyColumns("Copy", "Sum")).Fit(source).Transform(source);
        var expected = Maps.ExpectedSums(Rows);

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
            Assert.AreEqual(expected[(int)row.Index], row.Copy);
    }

    private sealed class Summed
    {
        public float Index { get; set; }

        public float Copy { get; set; }
    }
}
