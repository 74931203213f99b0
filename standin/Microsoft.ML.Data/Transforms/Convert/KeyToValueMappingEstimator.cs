using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator(InputOutputColumnPair[] columns)
        : base(new KeyToValueMappingTransformer(columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        inputSchema.With(Transformer.Columns.Select(column => ShapeOf(inputSchema, column)));

    private static SchemaShape.Column ShapeOf(SchemaShape inputSchema, InputOutputColumnPair column)
    {
        var input = inputSchema.Require("input", column.InputColumnName);
        if (!input.IsKey)
            throw Errors.ColumnMismatch(nameof(inputSchema), "input", input.Name, "KeyType", input.GetTypeString());
        if (!input.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out var values))
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Input column '{input.Name}' doesn't contain key values metadata");

        var annotations = input.Kind == SchemaShape.Column.VectorKind.Vector && input.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out var slotNames)
            ? new SchemaShape([slotNames])
            : null;
        return new SchemaShape.Column(column.OutputColumnName, input.Kind, values.ItemType, values.IsKey, annotations);
    }
}
