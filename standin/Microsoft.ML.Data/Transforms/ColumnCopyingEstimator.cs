using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    internal ColumnCopyingEstimator(params InputOutputColumnPair[] columns)
        : base(new ColumnCopyingTransformer(columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        inputSchema.With(Transformer.Columns.Select(c => inputSchema.Require("input", c.InputColumnName).Renamed(c.OutputColumnName)));
}
