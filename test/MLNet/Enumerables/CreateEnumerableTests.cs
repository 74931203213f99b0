using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Enumerables;

[TestClass]
public sealed class CreateEnumerableTests
{
    private readonly MLContext _context = new();
    private readonly Reading[] _rows = Readings.Take(20);
    private readonly IDataView _view;

    public CreateEnumerableTests() => _view = _context.Data.LoadFromEnumerable(_rows);

    [TestMethod]
    public void What_was_loaded_comes_back()
    {
        var back = _context.Data.CreateEnumerable<Reading>(_view, reuseRowObject: false).ToArray();

        Assert.HasCount(20, back);
        foreach (var (was, now) in _rows.Zip(back))
        {
            Assert.AreEqual((was.Index, was.Label, was.Name), (now.Index, now.Label, now.Name));
            CollectionAssert.AreEqual(was.Features, now.Features);
        }
    }

    [TestMethod]
    public void A_reused_object_is_the_same_in_every_row()
    {
        var count = 0;
        Reading? first = null;

        foreach (var row in _context.Data.CreateEnumerable<Reading>(_view, reuseRowObject: true))
        {
            first ??= row;
            Assert.AreSame(first, row);
            Assert.AreEqual(count++, row.Index);
        }

        Assert.AreEqual(20, count);
    }

    [TestMethod]
    public void Objects_that_are_not_reused_differ()
    {
        var rows = _context.Data.CreateEnumerable<Reading>(_view, reuseRowObject: false).ToArray();

        Assert.HasCount(20, rows.Distinct(ReferenceEqualityComparer.Instance));
    }

    [TestMethod]
    public void A_missing_column_is_an_error_unless_ignored()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.CreateEnumerable<More>(_view, false));

        var rows = _context.Data.CreateEnumerable<More>(_view, false, ignoreMissingColumns: true).ToArray();
        Assert.AreEqual((19f, 0f), (rows[19].Index, rows[19].Nowhere));
    }

    [TestMethod]
    public void A_column_of_another_type_is_an_error()
    {
        Assert.Throws<InvalidOperationException>(() => _context.Data.CreateEnumerable<WrongType>(_view, false).ToArray());
    }

    [TestMethod]
    public void Only_the_columns_of_the_type_are_activated()
    {
        var source = new SingleCursorView(5);
        var view = _context.Transforms.CopyColumns("Copy", "Index").Fit(source).Transform(source);

        Assert.AreEqual(4f, _context.Data.CreateEnumerable<CopyOnly>(view, false).Last().Copy);
    }

    [TestMethod]
    public void The_visible_one_of_two_columns_of_a_name_is_read()
    {
        var view = _context.Transforms.CopyColumns("Index", "Label").Fit(_view).Transform(_view);

        Assert.AreEqual(_rows[15].Label, _context.Data.CreateEnumerable<Reading>(view, false).ElementAt(15).Index);
    }

    [TestMethod]
    public void A_sequence_can_be_enumerated_again()
    {
        var rows = _context.Data.CreateEnumerable<Reading>(_view, reuseRowObject: true);

        Assert.AreEqual(20, rows.Count());
        Assert.AreEqual(20, rows.Count());
    }

    [TestMethod]
    public void GetColumn_reads_scalars_vectors_and_texts()
    {
        CollectionAssert.AreEqual(_rows.Select(r => r.Label).ToArray(), _view.GetColumn<float>("Label").ToArray());
        CollectionAssert.AreEqual(_rows.Select(r => r.Name).ToArray(), _view.GetColumn<string>("Name").ToArray());
        CollectionAssert.AreEqual(_rows[7].Features, _view.GetColumn<float[]>("Features").ElementAt(7));
        Assert.AreEqual(3, _view.GetColumn<VBuffer<float>>("Features").First().Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => _view.GetColumn<float>("Missing"));
        Assert.Throws<Exception>(() => _view.GetColumn<int>("Label").ToArray());
    }

    private sealed class More
    {
        public float Index { get; set; }

        public float Nowhere { get; set; }
    }

    private sealed class WrongType
    {
        public int Label { get; set; }
    }

    private sealed class CopyOnly
    {
        public float Copy { get; set; }
    }
}
