using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.MLNet.Tests.Cursors;

/// <summary>ML.NET computes a cell when its getter is called, not when the cursor moves.</summary>
[TestClass]
public sealed class LazyGetterTests
{
    private readonly MLContext _context = new();
    private int _calls;

    /// <summary>
    /// Relied on by StreamCursor, which for this reason takes the step of a row in MoveNext, and by what OnlineTransformer says of its row mappers.
    /// </summary>
    [TestMethod]
    public void A_row_whose_getter_is_not_called_is_not_mapped()
    {
        var source = _context.Data.LoadFromEnumerable(Readings.Take(100));
        var mapper = Counting().Fit(source).GetRowToRowMapper(source.Schema);
        using var cursor = source.GetRowCursor(source.Schema);
        using var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var getter = row.GetGetter<float>(row.Schema["Sum"]);
        float value = 0;

        for (var i = 0; cursor.MoveNext(); i++)
        {
            if (i % 2 == 1)
            {
                getter(ref value);
            }
        }

        Assert.AreEqual(50, _calls);
        Assert.AreEqual(2_500f, value);
    }

    /// <summary>Relied on by SavedModelScorer, which takes a step at each call: a row that is read by several columns or twice must call it once.</summary>
    [TestMethod]
    public void A_getter_called_again_in_the_same_row_does_not_map_again()
    {
        var source = _context.Data.LoadFromEnumerable(Readings.Take(100));
        var view = Counting().Fit(source).Transform(source);
        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetGetter<float>(view.Schema["Sum"]);
        float value = 0;

        while (cursor.MoveNext())
        {
            getter(ref value);
            getter(ref value);
        }

        Assert.AreEqual(100, _calls);
        Assert.AreEqual(4_950f, value);
    }

    private IEstimator<ITransformer> Counting()
    {
        var sum = new SumMapping();
        var map = sum.GetMapping();
        return _context.Transforms.StatefulCustomMapping<SumMapping.Input, SumMapping.Output, SumMapping.State>(
            (input, output, state) =>
            {
                _calls++;
                map(input, output, state);
            },
            sum.GetStateInitAction(),
            null);
    }
}
