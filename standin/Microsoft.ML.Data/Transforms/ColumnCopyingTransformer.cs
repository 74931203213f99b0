using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

[assembly: ModelLoader("CopyColumns", typeof(ColumnCopyingTransformer))]

namespace Microsoft.ML.Transforms;

public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal ColumnCopyingTransformer(InputOutputColumnPair[] columns)
        : base(columns)
    {
    }

    internal static ColumnCopyingTransformer Load(ModelLoadContext ctx) => new(ColumnNameCodec.ReadPairs(ctx.Reader));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader("CopyColumns");
        ColumnNameCodec.Write(ctx.Writer, Columns);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema) => new Mapper(inputSchema, Columns);

    private sealed class Mapper(DataViewSchema inputSchema, InputOutputColumnPair[] columns) : OneToOneMapper(inputSchema, columns)
    {
        protected override DataViewSchema.DetachedColumn CreateOutput(int index) =>
            new(Columns[index].OutputColumnName, Sources[index].Type, Sources[index].Annotations);

        protected override Delegate CreateGetter(DataViewRow input, int index) =>
            GenericCall.Invoke(GetterOf<int>, Sources[index].Type.RawType, input, Sources[index]);

        private static Delegate GetterOf<T>(DataViewRow input, DataViewSchema.Column column) => input.GetGetter<T>(column);
    }
}
