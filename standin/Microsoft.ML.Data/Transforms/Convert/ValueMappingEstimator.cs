using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public class ValueMappingEstimator : TrivialEstimator<ValueMappingTransformer>
{
    internal ValueMappingEstimator(ValueMap map, InputOutputColumnPair[] columns)
        : base(new ValueMappingTransformer(map, columns))
    {
    }

    public sealed override SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        inputSchema.With(Transformer.Columns.Select(column => ShapeOf(inputSchema, column)));

    private SchemaShape.Column ShapeOf(SchemaShape inputSchema, InputOutputColumnPair column)
    {
        var input = inputSchema.Require("input", column.InputColumnName);
        var map = Transformer.Map;
        var output = SchemaShape.Column.Of(column.OutputColumnName, map.ValueType, SchemaShape.Create(map.ValueAnnotations.Schema));
        if (input.Kind == SchemaShape.Column.VectorKind.Scalar)
            return output;
        if (output.Kind != SchemaShape.Column.VectorKind.Scalar)
            throw new NotSupportedException($"Column '{input.Name}' cannot be mapped to values when the column and the map values are both vector type.");
        return new SchemaShape.Column(output.Name, input.Kind, output.ItemType, output.IsKey, output.Annotations);
    }
}
