using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Schemas;

[TestClass]
public sealed class SchemaTests
{
    private readonly MLContext _context = new();
    private readonly IDataView _source;

    public SchemaTests() => _source = _context.Data.LoadFromEnumerable(Readings.Take(5));

    [TestMethod]
    public void New_columns_stand_behind_the_inputs()
    {
        var model = _context.Transforms.Double().Append(_context.Transforms.CopyColumns("Copy", "Twice")).Fit(_source);

        CollectionAssert.AreEqual(new[] { "Index", "Label", "Name", "Features", "Twice", "Copy" }, model.Transform(_source).Schema.Names());
        CollectionAssert.AreEqual(model.Transform(_source).Schema.Names(), model.GetOutputSchema(_source.Schema).Names());
    }

    [TestMethod]
    public void A_name_given_again_hides_the_old_column_and_stands_behind_it()
    {
        var schema = _context.Transforms.CopyColumns("Label", "Index").Fit(_source).Transform(_source).Schema;

        CollectionAssert.AreEqual(new[] { "Index", "Label", "Label", "Name", "Features" }, schema.Names());
        Assert.IsTrue(schema[1].IsHidden);
        Assert.IsFalse(schema[2].IsHidden);
        Assert.AreEqual(2, schema["Label"].Index);
        Assert.AreEqual(2, schema.GetColumnOrNull("Label")!.Value.Index);
    }

    [TestMethod]
    public void A_builder_puts_a_name_given_again_last()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_source.Schema);
        builder.AddColumn("Label", TextDataViewType.Instance);

        var schema = builder.ToSchema();

        Assert.IsTrue(schema[1].IsHidden);
        Assert.AreEqual(4, schema["Label"].Index);
        Assert.AreEqual(TextDataViewType.Instance, schema["Label"].Type);
    }

    [TestMethod]
    public void The_cells_of_a_hidden_column_can_still_be_read_by_index()
    {
        var view = _context.Transforms.CopyColumns("Label", "Name").Fit(_source).Transform(_source);
        using var cursor = view.GetRowCursor(view.Schema);
        cursor.MoveNext();
        cursor.MoveNext();

        float old = -1;
        cursor.GetGetter<float>(view.Schema[1])(ref old);

        Assert.AreEqual(1f, old);
        Assert.AreEqual("n1", cursor.Get<ReadOnlyMemory<char>>("Label").ToString());
    }

    [TestMethod]
    public void A_missing_name_throws_or_gives_null()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _source.Schema["Missing"]);
        Assert.IsNull(_source.Schema.GetColumnOrNull("Missing"));
    }

    [TestMethod]
    public void A_cursor_has_its_views_very_schema()
    {
        var view = _context.Transforms.Double().Append(_context.Transforms.DropColumns("Name")).Fit(_source).Transform(_source);

        using var cursor = view.GetRowCursor(view.Schema);

        Assert.AreSame(view.Schema, cursor.Schema);
    }

    [TestMethod]
    public void A_builder_adds_columns_with_their_annotations()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add("Unit", TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = "degree".AsMemory());
        annotations.Add("IsNormalized", BooleanDataViewType.Instance, (ref bool value) => value = true);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_source.Schema);
        builder.AddColumn("Score", NumberDataViewType.Single, annotations.ToAnnotations());

        var schema = builder.ToSchema();

        Assert.HasCount(5, schema);
        Assert.AreEqual("degree", schema["Score"].Annotation<ReadOnlyMemory<char>>("Unit").ToString());
        Assert.IsTrue(schema["Score"].Annotation<bool>("IsNormalized"));
        CollectionAssert.AreEqual(new[] { "Unit", "IsNormalized" }, schema["Score"].Annotations.Schema.Names());
    }

    [TestMethod]
    public void An_annotation_of_an_unknown_kind_throws()
    {
        ReadOnlyMemory<char> value = default;

        Assert.Throws<InvalidOperationException>(() => _source.Schema["Label"].Annotations.GetValue("Missing", ref value));
        Assert.IsEmpty(_source.Schema["Label"].Annotations.Schema);
    }

    [TestMethod]
    public void Types_are_equal_by_what_they_describe()
    {
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), _source.Schema["Features"].Type);
        Assert.AreNotEqual(new VectorDataViewType(NumberDataViewType.Single, 2), _source.Schema["Features"].Type);
        Assert.AreNotEqual<DataViewType>(new VectorDataViewType(NumberDataViewType.Single), _source.Schema["Features"].Type);
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 4), new KeyDataViewType(typeof(uint), 4));
        Assert.AreNotEqual(new KeyDataViewType(typeof(uint), 4), new KeyDataViewType(typeof(ulong), 4));
        Assert.AreEqual("Vector<Single, 3>", _source.Schema["Features"].Type.ToString());
        Assert.AreEqual("Key<UInt32, 0-3>", new KeyDataViewType(typeof(uint), 4).ToString());
    }
}
