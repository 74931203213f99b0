using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Schemas;

/// <summary>Shapes of columns have no public constructor: a mapping's promise makes them, an estimator in a chain is shown them.</summary>
[TestClass]
public sealed class SchemaShapeTests
{
    private readonly MLContext _context = new();

    /// <summary>Relied on by ColumnRole and LabelTypes, which check the shape that our estimators are shown, of a key label the type of its values.</summary>
    [TestMethod]
    public void An_estimator_in_a_chain_is_shown_the_shape_of_the_schema()
    {
        var source = _context.Data.LoadFromEnumerable(Readings.Take(2));
        var probe = new Probe();

        new EstimatorChain<ITransformer>().Append(_context.Transforms.Conversion.MapValueToKey("Group", "Name")).Append(probe).Fit(source);

        CollectionAssert.AreEqual(
            new[] { "Features Vector Single", "Group Scalar UInt32 key", "Index Scalar Single", "Label Scalar Single", "Name Scalar String" },
            probe.Seen!.Select(Text).Order(StringComparer.Ordinal).ToArray());
        Assert.AreEqual("KeyValues Vector String", Text(probe.Seen!.Single(column => column.Name == "Group").Annotations.Single()));
    }

    /// <summary>Relied on by SchemaShapes.Column, which makes every shape that our estimators promise.</summary>
    [TestMethod]
    public void Any_shape_of_a_column_comes_from_a_mapping_with_a_schema_definition()
    {
        Assert.AreEqual("Score Scalar Single", Text(Promise<SumMapping.Output>(NumberDataViewType.Single)));
        Assert.AreEqual("Score Vector Single", Text(Promise<Many>(new VectorDataViewType(NumberDataViewType.Single, 4))));
        Assert.AreEqual("Score Scalar UInt32 key", Text(Promise<Class>(new KeyDataViewType(typeof(uint), 3))));
    }

    /// <summary>Relied on by RegressionScore.Shape and ClassifierColumn.Shape: annotations of the definition are promised with the column.</summary>
    [TestMethod]
    public void Annotations_of_a_schema_definition_are_promised()
    {
        var column = Promise<SumMapping.Output>(NumberDataViewType.Single, c =>
        {
            c.AddAnnotation("ScoreColumnKind", "Regression".AsMemory(), TextDataViewType.Instance);
            c.AddAnnotation("ScoreColumnSetId", 1u, new KeyDataViewType(typeof(uint), int.MaxValue));
            c.AddAnnotation("SlotNames", new VBuffer<ReadOnlyMemory<char>>(1, ["a".AsMemory()]), new VectorDataViewType(TextDataViewType.Instance, 1));
        });

        CollectionAssert.AreEqual(
            new[] { "ScoreColumnKind Scalar String", "ScoreColumnSetId Scalar UInt32 key", "SlotNames Vector String" },
            column.Annotations.Select(Text).Order(StringComparer.Ordinal).ToArray());
    }

    private static string Text(SchemaShape.Column column) => $"{column.Name} {column.Kind} {column.ItemType}{(column.IsKey ? " key" : "")}";

    private SchemaShape.Column Promise<T>(DataViewType type, Action<SchemaDefinition.Column>? annotate = null)
        where T : class, new()
    {
        var definition = SchemaDefinition.Create(typeof(T));
        definition[0].ColumnName = "Score";
        definition[0].ColumnType = type;
        annotate?.Invoke(definition[0]);
        return _context.Transforms.CustomMapping<KeyMapping.Input, T>(static (_, _) => { }, null, null, definition)
            .GetOutputSchema(new SchemaShape([])).Single();
    }

    private sealed class Many
    {
        public float[]? Value { get; set; }
    }

    private sealed class Class
    {
        public uint Value { get; set; }
    }
}
