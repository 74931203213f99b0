using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

[assembly: ModelLoader("ConvertType", typeof(TypeConvertingTransformer))]

namespace Microsoft.ML.Transforms;

public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal TypeConvertingTransformer(InputOutputColumnPair[] columns, DataKind outputKind)
        : base(columns)
    {
        OutputKind = outputKind;
    }

    internal DataKind OutputKind { get; }

    internal static TypeConvertingTransformer Load(ModelLoadContext ctx)
    {
        var kind = (DataKind)ctx.Reader.ReadByte();
        return new TypeConvertingTransformer(ColumnNameCodec.ReadPairs(ctx.Reader), kind);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema) => new ConvertingMapper(inputSchema, Columns, OutputKind);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader("ConvertType");
        ctx.Writer.Write((byte)OutputKind);
        ColumnNameCodec.Write(ctx.Writer, Columns);
    }
}
