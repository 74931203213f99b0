using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator(InputOutputColumnPair[] columns, DataKind outputKind)
        : base(new TypeConvertingTransformer(columns, outputKind))
    {
    }

    // A key's shape comes out as that of a plain number, although its column stays a key.
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        inputSchema.With(Transformer.Columns.Select(column => ShapeOf(inputSchema, column)));

    private SchemaShape.Column ShapeOf(SchemaShape inputSchema, InputOutputColumnPair column)
    {
        var input = inputSchema.Require("input", column.InputColumnName);
        var type = Transformer.OutputKind.ToType();
        if (Conversions.Find(input.ItemType, type) is null)
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Don't know how to convert {input.Name} into {type}");
        return new SchemaShape.Column(column.OutputColumnName, input.Kind, type, false, input.Annotations);
    }
}
