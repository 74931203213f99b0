using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Columns;

/// <summary>How columns follow, hide and drop each other.</summary>
[TestClass]
public sealed class ColumnTests
{
    private readonly MLContext _context = new();
    private readonly IDataView _source;

    public ColumnTests() => _source = _context.Data.LoadFromEnumerable(Readings.Take(10));

    /// <summary>Relied on by OnlineSchema, SchemaShapes.With and SavedPipelineBuilder: all three give outputs the place that ML.NET gives them.</summary>
    [TestMethod]
    public void New_columns_stand_behind_the_others_and_one_of_a_known_name_hides_it_and_stands_behind_it()
    {
        var model = _context.Transforms.CopyColumns("Label", "Index").Append(_context.Transforms.CopyColumns("Copy", "Label")).Fit(_source);

        var schema = model.Transform(_source).Schema;

        CollectionAssert.AreEqual(new[] { "Index", "Label", "Label", "Name", "Features", "Copy" }, schema.Names());
        Assert.IsTrue(schema[1].IsHidden);
        Assert.IsFalse(schema[2].IsHidden);
        Assert.AreEqual(2, schema["Label"].Index);
    }

    /// <summary>
    /// Relied on by SavedPipelineBuilder, which drops the reserved columns, hidden ones too, and for this reason keeps a list of those that there are.
    /// </summary>
    [TestMethod]
    public void DropColumns_drops_every_column_of_a_name_and_wants_the_name_to_exist()
    {
        var view = _context.Transforms.CopyColumns("Label", "Index").Append(_context.Transforms.DropColumns("Label", "Name")).Fit(_source).Transform(_source);

        CollectionAssert.AreEqual(new[] { "Index", "Features" }, view.Schema.Names());
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Transforms.DropColumns("Label", "Missing").Fit(_source));
    }

    /// <summary>
    /// Relied on by ColumnBlocks and SavedPipelineBuilder: blocks, and a label that is an input with what stands behind it, become one vector in their order.
    /// </summary>
    [TestMethod]
    public void Concatenate_puts_scalars_and_vectors_in_the_given_order()
    {
        var view = _context.Transforms.Concatenate("All", "Label", "Features", "Index").Fit(_source).Transform(_source);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 5), view.Schema["All"].Type);
        CollectionAssert.AreEqual(new float[] { 9, 2, 2, 1, 9 }, view.GetColumn<float[]>("All").Last());
    }
}
