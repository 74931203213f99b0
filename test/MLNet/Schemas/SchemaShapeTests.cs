using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace AdaptiveML.MLNet.Tests.Schemas;

/// <summary>Shapes of columns have no public constructor: a mapping's promise makes them, an estimator in a chain is shown them.</summary>
[TestClass]
public sealed class SchemaShapeTests
{
    private readonly MLContext _context = new();

    [TestMethod]
    public void An_estimator_in_a_chain_is_shown_the_shape_of_the_schema()
    {
        var source = _context.Data.LoadFromEnumerable(Readings.Take(2));
        var probe = new Probe();

        new EstimatorChain<ITransformer>().Append(_context.Transforms.Conversion.MapValueToKey("Group", "Name")).Append(probe).Fit(source);

        CollectionAssert.AreEqual(
            new[] { "Features Vector Single", "Group Scalar UInt32 key", "Index Scalar Single", "Label Scalar Single", "Name Scalar String" },
            probe.Seen!.Select(Text).Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public void Any_shape_of_a_column_comes_from_a_mapping_with_a_schema_definition()
    {
        Assert.AreEqual("Score Scalar Single", Text(Promise<One>("Score", NumberDataViewType.Single)));
        Assert.AreEqual("Score Vector Single", Text(Promise<Many>("Score", new VectorDataViewType(NumberDataViewType.Single, 4))));
        Assert.AreEqual("Score VariableVector Single", Text(Promise<Many>("Score", new VectorDataViewType(NumberDataViewType.Single))));
        Assert.AreEqual("Class Scalar UInt32 key", Text(Promise<Class>("Class", new KeyDataViewType(typeof(uint), 3))));
    }

    [TestMethod]
    public void Annotations_of_a_schema_definition_are_promised()
    {
        var column = Promise<One>("Score", NumberDataViewType.Single, c =>
        {
            c.AddAnnotation("ScoreColumnKind", "Regression".AsMemory(), TextDataViewType.Instance);
            c.AddAnnotation("ScoreColumnSetId", 1u, new KeyDataViewType(typeof(uint), int.MaxValue));
            c.AddAnnotation("SlotNames", new VBuffer<ReadOnlyMemory<char>>(1, ["a".AsMemory()]), new VectorDataViewType(TextDataViewType.Instance, 1));
        });

        CollectionAssert.AreEqual(
            new[] { "ScoreColumnKind Scalar String", "ScoreColumnSetId Scalar UInt32 key", "SlotNames Vector String" },
            column.Annotations.Select(Text).Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public void The_promised_shape_has_the_names_of_the_delivered_schema()
    {
        var source = _context.Data.LoadFromEnumerable(Readings.Take(4));
        var before = new Probe();
        var after = new Probe();
        var estimator = new EstimatorChain<ITransformer>().Append(before)
            .Append(_context.Transforms.Double())
            .Append(_context.Transforms.CopyColumns("Copy", "Name"))
            .Append(_context.Transforms.Concatenate("All", "Twice", "Features"))
            .Append(_context.Transforms.NormalizeMeanVariance("Norm", "All"))
            .Append(_context.Transforms.DropColumns("Label"))
            .Append(after);

        var model = estimator.Fit(source);
        var delivered = new Probe();
        new EstimatorChain<ITransformer>().Append(delivered).Fit(model.Transform(source));

        Assert.HasCount(4, before.Seen!);
        CollectionAssert.AreEqual(
            delivered.Seen!.Select(Text).Order(StringComparer.Ordinal).ToArray(),
            after.Seen!.Select(Text).Order(StringComparer.Ordinal).ToArray());
    }

    private static string Text(SchemaShape.Column column) => $"{column.Name} {column.Kind} {column.ItemType}{(column.IsKey ? " key" : "")}";

    private SchemaShape.Column Promise<T>(string name, DataViewType type, Action<SchemaDefinition.Column>? annotate = null)
        where T : class, new()
    {
        var definition = SchemaDefinition.Create(typeof(T));
        definition[0].ColumnName = name;
        definition[0].ColumnType = type;
        annotate?.Invoke(definition[0]);
        return _context.Transforms.CustomMapping<KeyMapping.Input, T>(static (_, _) => { }, null, null, definition)
            .GetOutputSchema(new SchemaShape([])).Single();
    }

    private sealed class One
    {
        public float Value { get; set; }
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
