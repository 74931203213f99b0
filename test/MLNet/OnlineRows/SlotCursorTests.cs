using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.OnlineRows;

/// <summary>The online engine's way in and out: ML.NET's own cursor over a one-slot sequence, row mappers on it, and CreateEnumerable over one live row.</summary>
[TestClass]
public sealed class SlotCursorTests
{
    private readonly MLContext _context = new();
    private readonly Reading[] _rows = Readings.Take(100);
    private readonly Slot<Reading> _slot = new();
    private readonly ITransformer _model;
    private readonly DataViewRowCursor _cursor;
    private readonly DataViewRow _row;

    public SlotCursorTests()
    {
        var source = _context.Data.LoadFromEnumerable(_rows);
        _model = _context.Transforms.Concatenate("All", "Features", "Index")
            .Append(_context.Transforms.NormalizeMeanVariance("All"))
            .Append(_context.Transforms.Sum())
            .Append(_context.BinaryClassification.Calibrators.Platt(slope: -1, offset: 0, scoreColumnName: "Sum"))
            .Fit(source);

        var view = _context.Data.LoadFromEnumerable(_slot.Endless());
        _cursor = view.GetRowCursor(view.Schema);
        var mapper = _model.GetRowToRowMapper(view.Schema);
        _row = mapper.GetRow(_cursor, mapper.OutputSchema);
    }

    [TestMethod]
    public void The_rows_are_the_callers_and_the_values_those_of_Transform()
    {
        var expected = _model.Transform(_context.Data.LoadFromEnumerable(_rows)).GetColumn<float[]>("All").ToArray();
        var get = _row.GetGetter<VBuffer<float>>(_row.Schema["All"]);
        VBuffer<float> all = default;

        for (var i = 0; i < _rows.Length; i++)
        {
            Move(_rows[i]);
            get(ref all);
            CollectionAssert.AreEqual(expected[i], all.DenseValues().ToArray());
            Assert.AreEqual(i, _row.Position);
        }
    }

    [TestMethod]
    public void Row_mappers_on_it_allocate_nothing()
    {
        var getAll = _row.GetGetter<VBuffer<float>>(_row.Schema["All"]);
        var getSum = _row.GetGetter<float>(_row.Schema["Sum"]);
        VBuffer<float> all = default;
        float sum = 0;

        Allocations.AssertNone(i =>
        {
            Move(_rows[i % 100]);
            getAll(ref all);
            getSum(ref sum);
        });
    }

    [TestMethod]
    public void A_text_of_the_source_costs_nothing_either()
    {
        var get = _cursor.GetGetter<ReadOnlyMemory<char>>(_cursor.Schema["Name"]);
        ReadOnlyMemory<char> name = default;

        Allocations.AssertNone(i =>
        {
            Move(_rows[i % 100]);
            get(ref name);
        });
        Assert.AreEqual("n3", name.ToString());
    }

    [TestMethod]
    public void CreateEnumerable_over_one_live_row_fills_the_same_object_at_each_step()
    {
        using var results = _context.Data.CreateEnumerable<SumMapping.Output>(new OneRowView(_row, () => _cursor.MoveNext()), reuseRowObject: true).GetEnumerator();
        var expected = Maps.ExpectedSums(100);
        SumMapping.Output? first = null;

        for (var i = 0; i < 100; i++)
        {
            _slot.Value = _rows[i];
            Assert.IsTrue(results.MoveNext());
            first ??= results.Current;
            Assert.AreSame(first, results.Current);
            Assert.AreEqual(expected[i], results.Current.Sum);
        }
    }

    [TestMethod]
    public void The_whole_way_in_and_out_allocates_nothing()
    {
        using var results = _context.Data.CreateEnumerable<SumMapping.Output>(new OneRowView(_row, () => _cursor.MoveNext()), reuseRowObject: true).GetEnumerator();

        Allocations.AssertNone(i =>
        {
            _slot.Value = _rows[i % 100];
            results.MoveNext();
        });
    }

    [TestMethod]
    public void A_null_object_throws_and_the_next_one_is_read()
    {
        var get = _row.GetGetter<float>(_row.Schema["Sum"]);
        float sum = 0;
        Move(_rows[1]);
        get(ref sum);

        _slot.Value = null;
        Assert.Throws<Exception>(() => _cursor.MoveNext());

        Move(_rows[2]);
        get(ref sum);
        Assert.AreEqual(3f, sum);
    }

    [TestMethod]
    public void A_source_type_without_a_column_that_nothing_reads_will_do()
    {
        var view = _context.Data.LoadFromEnumerable(Array.Empty<Unlabelled>());

        var mapper = _model.GetRowToRowMapper(view.Schema);

        Assert.IsNull(mapper.OutputSchema.GetColumnOrNull("Label"));
        Assert.IsNotNull(mapper.OutputSchema.GetColumnOrNull("Sum"));
    }

    private void Move(Reading reading)
    {
        _slot.Value = reading;
        Assert.IsTrue(_cursor.MoveNext());
    }

    private sealed class Unlabelled
    {
        public float Index { get; set; }

        [VectorType(3)]
        public float[]? Features { get; set; }
    }
}
