using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Schemas;

[TestClass]
public sealed class SchemaDefinitionTests
{
    private readonly MLContext _context = new();

    /// <summary>Relied on by SavedPipelineBuilder, which fits its stages to an empty view with the user's names, types and sizes.</summary>
    [TestMethod]
    public void Columns_of_an_empty_view_are_renamed_sized_and_left_out()
    {
        var definition = SchemaDefinition.Create(typeof(Open));
        definition.RemoveAll(column => column.MemberName == nameof(Open.Left));
        definition[nameof(Open.Values)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        definition[nameof(Open.Values)].ColumnName = "X";

        var view = _context.Data.LoadFromEnumerable(Array.Empty<Open>(), definition);
        var copied = _context.Transforms.CopyColumns("Copy", "X").Fit(view).Transform(view);

        CollectionAssert.AreEqual(new[] { "X", "Copy" }, copied.Schema.Names());
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), copied.Schema["Copy"].Type);
        Assert.IsEmpty(copied.GetColumn<VBuffer<float>>("Copy"));
    }

    /// <summary>Relied on by SchemaShapes.Annotations: what is added to a column's definition is the column's annotation.</summary>
    [TestMethod]
    public void Annotations_are_those_of_the_definition()
    {
        var definition = SchemaDefinition.Create(typeof(SumMapping.Output));
        definition[0].AddAnnotation("ScoreColumnKind", "Regression".AsMemory(), TextDataViewType.Instance);
        definition[0].AddAnnotation("ScoreColumnSetId", 1u, new KeyDataViewType(typeof(uint), int.MaxValue));
        definition[0].AddAnnotation("SlotNames", new VBuffer<ReadOnlyMemory<char>>(1, ["a".AsMemory()]), new VectorDataViewType(TextDataViewType.Instance, 1));

        var column = _context.Data.LoadFromEnumerable(Array.Empty<SumMapping.Output>(), definition).Schema[0];

        CollectionAssert.AreEqual(new[] { "ScoreColumnKind", "ScoreColumnSetId", "SlotNames" }, column.Annotations.Schema.Names());
        Assert.AreEqual("Regression", column.Annotation<ReadOnlyMemory<char>>("ScoreColumnKind").ToString());
        Assert.AreEqual(1u, column.Annotation<uint>("ScoreColumnSetId"));
        CollectionAssert.AreEqual(new[] { "a" }, column.Annotation<VBuffer<ReadOnlyMemory<char>>>("SlotNames").Texts());
    }

    private sealed class Open
    {
        public VBuffer<float> Values { get; set; }

        public float Left { get; set; }
    }
}
