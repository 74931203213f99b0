using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(string[] columnNames, bool keep, bool keepHidden)
        : base(new ColumnSelectingTransformer(columnNames, keep, keepHidden))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Transformer.CheckNames(inputSchema.Select(column => column.Name), nameof(inputSchema));
        return new SchemaShape(inputSchema.Where(column => Transformer.Names.Contains(column.Name) == Transformer.Keeps));
    }
}
