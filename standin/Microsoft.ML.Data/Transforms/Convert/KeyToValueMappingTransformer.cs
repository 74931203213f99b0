using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

[assembly: ModelLoader("MapKeyToValue", typeof(KeyToValueMappingTransformer))]

namespace Microsoft.ML.Transforms;

public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal KeyToValueMappingTransformer(InputOutputColumnPair[] columns)
        : base(columns)
    {
    }

    internal static KeyToValueMappingTransformer Load(ModelLoadContext ctx) => new(ColumnNameCodec.ReadPairs(ctx.Reader));

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema) => new KeyValueMapper(inputSchema, Columns);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader("MapKeyToValue");
        ColumnNameCodec.Write(ctx.Writer, Columns);
    }
}
