using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Cursors;

/// <summary>ML.NET computes a cell when its getter is called, not when the cursor moves.</summary>
[TestClass]
public sealed class LazyGetterTests
{
    private readonly MLContext _context = new();

    [TestMethod]
    public void A_row_whose_getter_is_not_called_is_not_mapped()
    {
        var calls = 0;
        var (row, cursor) = RowMapper(() => calls++);
        var getter = row.GetGetter<float>(row.Schema["Sum"]);
        float value = 0;

        for (var i = 0; cursor.MoveNext(); i++)
        {
            if (i % 2 == 1)
                getter(ref value);
        }

        Assert.AreEqual(50, calls);
        Assert.AreEqual(Enumerable.Range(0, 100).Where(i => i % 2 == 1).Sum(), value);
    }

    [TestMethod]
    public void A_getter_called_again_in_the_same_row_does_not_map_again()
    {
        var calls = 0;
        var (row, cursor) = RowMapper(() => calls++);
        var getter = row.GetGetter<float>(row.Schema["Sum"]);
        float value = 0;

        Assert.IsTrue(cursor.MoveNext());
        Assert.IsTrue(cursor.MoveNext());
        for (var i = 0; i < 3; i++)
            getter(ref value);

        Assert.AreEqual(1, calls);
        Assert.AreEqual(1f, value);
    }

    [TestMethod]
    public void A_cursor_over_a_stateful_mapping_is_lazy_too()
    {
        var calls = 0;
        var source = _context.Data.LoadFromEnumerable(Readings.Take(100));
        var view = Counting(() => calls++).Fit(source).Transform(source);

        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetGetter<float>(view.Schema["Sum"]);
        float value = 0;
        for (var i = 0; cursor.MoveNext(); i++)
        {
            if (i == 99)
                getter(ref value);
        }

        Assert.AreEqual(1, calls);
        Assert.AreEqual(99f, value);
    }

    [TestMethod]
    public void The_getter_of_an_inactive_column_is_refused()
    {
        var source = _context.Data.LoadFromEnumerable(Readings.Take(2));
        var view = _context.Transforms.CopyColumns("Copy", "Index").Fit(source).Transform(source);

        using var cursor = view.GetRowCursor([view.Schema["Label"]]);

        Assert.IsFalse(cursor.IsColumnActive(view.Schema["Copy"]));
        Assert.IsTrue(cursor.IsColumnActive(view.Schema["Label"]));
        Assert.Throws<Exception>(() => cursor.GetGetter<float>(view.Schema["Copy"]));
    }

    [TestMethod]
    public void A_getter_of_the_wrong_type_is_refused()
    {
        var view = _context.Data.LoadFromEnumerable(Readings.Take(2));

        using var cursor = view.GetRowCursor(view.Schema);

        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(view.Schema["Index"]));
    }

    [TestMethod]
    public void Columns_that_are_not_asked_for_are_not_asked_of_the_source()
    {
        var source = new SingleCursorView(3);
        var view = _context.Transforms.Key().Fit(source).Transform(source);

        using var cursor = view.GetRowCursor([view.Schema["Key"]]);

        Assert.IsTrue(cursor.MoveNext());
        Assert.AreEqual("1", cursor.Get<ReadOnlyMemory<char>>("Key").ToString());
        Assert.IsFalse(cursor.IsColumnActive(view.Schema["Index"]));
    }

    private (DataViewRow Row, DataViewRowCursor Source) RowMapper(Action called)
    {
        var source = _context.Data.LoadFromEnumerable(Readings.Take(100));
        var mapper = Counting(called).Fit(source).GetRowToRowMapper(source.Schema);
        var cursor = source.GetRowCursor(source.Schema);
        return (mapper.GetRow(cursor, mapper.OutputSchema), cursor);
    }

    private IEstimator<ITransformer> Counting(Action called)
    {
        var sum = new SumMapping();
        var map = sum.GetMapping();
        return _context.Transforms.StatefulCustomMapping<SumMapping.Input, SumMapping.Output, SumMapping.State>(
            (input, output, state) =>
            {
                called();
                map(input, output, state);
            },
            sum.GetStateInitAction(),
            null);
    }
}
