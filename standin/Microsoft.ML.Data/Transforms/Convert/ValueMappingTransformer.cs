using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

[assembly: ModelLoader("MapValue", typeof(ValueMappingTransformer))]

namespace Microsoft.ML.Transforms;

public class ValueMappingTransformer : OneToOneTransformerBase
{
    internal ValueMappingTransformer(ValueMap map, InputOutputColumnPair[] columns)
        : base(columns)
    {
        Map = map;
    }

    internal ValueMap Map { get; }

    internal static ValueMappingTransformer Load(ModelLoadContext ctx)
    {
        var columns = ColumnNameCodec.ReadPairs(ctx.Reader);
        return new ValueMappingTransformer(ValueMap.Load(ctx.Reader), columns);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema) => new Mapper(inputSchema, Columns, Map);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader("MapValue");
        ColumnNameCodec.Write(ctx.Writer, Columns);
        Map.Save(ctx.Writer);
    }

    private sealed class Mapper(DataViewSchema inputSchema, InputOutputColumnPair[] columns, ValueMap map) : OneToOneMapper(inputSchema, columns)
    {
        protected override DataViewSchema.DetachedColumn CreateOutput(int index)
        {
            var source = Sources[index];
            var type = map.OutputTypeOf(source.Type)
                ?? throw Errors.ColumnMismatch("inputSchema", "input", source.Name, "a scalar", source.Type.ToString()!);
            return new(Columns[index].OutputColumnName, type, map.ValueAnnotations);
        }

        protected override Delegate CreateGetter(DataViewRow input, int index) => map.CreateGetter(input, Sources[index]);
    }
}
