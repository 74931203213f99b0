using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Contract.Support;

/// <summary>Schema shapes as ML.NET makes them of a schema, and as text.</summary>
public static class Shapes
{
    /// <summary>ML.NET keeps the conversion to itself, but shows the result to every estimator of a chain.</summary>
    public static SchemaShape Of(DataViewSchema schema)
    {
        var probe = new Probe();
        new EstimatorChain<ITransformer>().Append(probe).Fit(new EmptyView(schema));
        return probe.Seen!;
    }

    public static string[] Texts(SchemaShape shape) =>
        [.. shape.Select(column => $"{Text(column)} [{string.Join("; ", column.Annotations.OrderBy(annotation => annotation.Name).Select(Text))}]").Order()];

    private static string Text(SchemaShape.Column column) => $"{column.Name}: {column.Kind} {(column.IsKey ? "key " : "")}{column.ItemType}";

    private sealed class Probe : IEstimator<ITransformer>
    {
        public SchemaShape? Seen { get; private set; }

        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Seen = inputSchema;
    }

    private sealed class EmptyView(DataViewSchema schema) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => schema;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => throw new NotSupportedException();

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            throw new NotSupportedException();
    }
}
