using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Transforms;

/// <summary>CopyColumns, Concatenate and DropColumns.</summary>
[TestClass]
public sealed class ColumnTests
{
    private readonly MLContext _context = new();
    private readonly IDataView _source;

    public ColumnTests() => _source = _context.Data.LoadFromEnumerable(Readings.Take(10));

    [TestMethod]
    public void Concatenate_puts_scalars_and_vectors_in_the_given_order()
    {
        var view = _context.Transforms.Concatenate("All", "Label", "Features", "Index").Fit(_source).Transform(_source);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 5), view.Schema["All"].Type);
        CollectionAssert.AreEqual(new float[] { 9, 2, 2, 1, 9 }, view.GetColumn<float[]>("All").Last());
    }

    [TestMethod]
    public void Concatenate_names_slots_after_scalar_sources()
    {
        var view = _context.Transforms.Concatenate("All", "Label", "Index").Fit(_source).Transform(_source);

        CollectionAssert.AreEqual(new[] { "Label", "Index" }, view.Schema["All"].Annotation<VBuffer<ReadOnlyMemory<char>>>("SlotNames").Texts());
    }

    [TestMethod]
    public void Concatenate_of_one_vector_is_that_vector()
    {
        var view = _context.Transforms.Concatenate("All", "Features").Fit(_source).Transform(_source);

        Assert.AreEqual(_source.Schema["Features"].Type, view.Schema["All"].Type);
        CollectionAssert.AreEqual(_source.GetColumn<float[]>("Features").Last(), view.GetColumn<float[]>("All").Last());
    }

    [TestMethod]
    public void Concatenate_refuses_missing_columns_and_mixed_types()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Transforms.Concatenate("All", "Label", "Missing").Fit(_source).Transform(_source));
        Assert.Throws<Exception>(() => _context.Transforms.Concatenate("All", "Label", "Name").Fit(_source).Transform(_source));
    }

    [TestMethod]
    public void Concatenate_may_hide_its_own_source()
    {
        var view = _context.Transforms.Concatenate("Features", "Features", "Index").Fit(_source).Transform(_source);

        CollectionAssert.AreEqual(new float[] { 2, 2, 1, 9 }, view.GetColumn<float[]>("Features").Last());
    }

    [TestMethod]
    public void DropColumns_drops_every_column_of_the_name()
    {
        var view = _context.Transforms.CopyColumns("Label", "Index").Append(_context.Transforms.DropColumns("Label", "Name")).Fit(_source).Transform(_source);

        CollectionAssert.AreEqual(new[] { "Index", "Features" }, view.Schema.Names());
    }

    [TestMethod]
    public void DropColumns_wants_every_name_to_exist()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Transforms.DropColumns("Label", "Missing").Fit(_source));
    }

    [TestMethod]
    public void CopyColumns_refuses_a_missing_column()
    {
        var model = _context.Transforms.CopyColumns("Copy", "Index").Fit(_source);
        var other = _context.Data.LoadFromEnumerable([new { Elsewhere = 1f }]);

        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Transforms.CopyColumns("Copy", "Missing").Fit(_source));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.GetOutputSchema(other.Schema));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Transform(other));
    }

    [TestMethod]
    public void CopyColumns_copies_any_type()
    {
        var view = _context.Transforms.CopyColumns("A", "Name").Append(_context.Transforms.CopyColumns("B", "Features")).Fit(_source).Transform(_source);

        Assert.AreEqual("n1", view.GetColumn<string>("A").Last());
        CollectionAssert.AreEqual(new float[] { 2, 2, 1 }, view.GetColumn<float[]>("B").Last());
    }
}
