using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Schemas;

[TestClass]
public sealed class AnnotationTests
{
    private static readonly VBuffer<ReadOnlyMemory<char>> Slots = new(3, ["a".AsMemory(), "b".AsMemory(), "c".AsMemory()]);
    private static readonly VectorDataViewType SlotsType = new(TextDataViewType.Instance, 3);

    private readonly MLContext _context = new();

    [TestMethod]
    public void A_schema_definition_annotates_loaded_columns()
    {
        var view = Annotated();

        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, view.Schema["Features"].Annotation<VBuffer<ReadOnlyMemory<char>>>("SlotNames").Texts());
        Assert.AreEqual(SlotsType, view.Schema["Features"].Annotations.Schema["SlotNames"].Type);
    }

    [TestMethod]
    public void A_schema_definition_renames_and_retypes_loaded_columns()
    {
        var definition = SchemaDefinition.Create(typeof(Reading));
        definition["Features"].ColumnName = "X";
        definition["Name"].ColumnName = "Who";

        var view = _context.Data.LoadFromEnumerable(Readings.Take(3), definition);

        CollectionAssert.AreEquivalent(new[] { "Index", "Label", "Who", "X" }, view.Schema.Names());
        Assert.AreEqual("n2", view.GetColumn<string>("Who").Last());
    }

    [TestMethod]
    public void A_schema_definition_can_size_a_vector()
    {
        var definition = SchemaDefinition.Create(typeof(Open));
        definition["Values"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);

        var view = _context.Data.LoadFromEnumerable([new Open { Values = [1, 2] }], definition);

        Assert.AreEqual(2, ((VectorDataViewType)view.Schema["Values"].Type).Size);
    }

    [TestMethod]
    public void A_copied_column_keeps_its_annotations()
    {
        var view = Annotated();
        var copied = _context.Transforms.CopyColumns("Copy", "Features").Fit(view).Transform(view);

        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, copied.Schema["Copy"].Annotation<VBuffer<ReadOnlyMemory<char>>>("SlotNames").Texts());
    }

    [TestMethod]
    public void A_schema_definition_annotates_the_outputs_of_a_mapping()
    {
        var source = _context.Data.LoadFromEnumerable(Readings.Take(3));
        var definition = SchemaDefinition.Create(typeof(DoubleMapping.Output));
        definition["Twice"].AddAnnotation("ScoreColumnKind", "Regression".AsMemory(), TextDataViewType.Instance);
        definition["Twice"].AddAnnotation("ScoreColumnSetId", 1u, new KeyDataViewType(typeof(uint), int.MaxValue));

        var view = _context.Transforms.CustomMapping(new DoubleMapping().GetMapping(), null, null, definition).Fit(source).Transform(source);

        Assert.AreEqual("Regression", view.Schema["Twice"].Annotation<ReadOnlyMemory<char>>("ScoreColumnKind").ToString());
        Assert.AreEqual(1u, view.Schema["Twice"].Annotation<uint>("ScoreColumnSetId"));
    }

    [TestMethod]
    [DataRow("NormalizeMeanVariance")]
    [DataRow("Concatenate")]
    public void Slot_names_pass_through_what_keeps_the_slots(string transform)
    {
        var view = Annotated();
        IEstimator<ITransformer> estimator = transform == "Concatenate"
            ? _context.Transforms.Concatenate("Out", "Features")
            : _context.Transforms.NormalizeMeanVariance("Out", "Features");

        var result = estimator.Fit(view).Transform(view);

        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, result.Schema["Out"].Annotation<VBuffer<ReadOnlyMemory<char>>>("SlotNames").Texts());
    }

    private IDataView Annotated()
    {
        var definition = SchemaDefinition.Create(typeof(Reading));
        definition["Features"].AddAnnotation("SlotNames", Slots, SlotsType);
        return _context.Data.LoadFromEnumerable(Readings.Take(3), definition);
    }

    private sealed class Open
    {
        public float[]? Values { get; set; }
    }
}
