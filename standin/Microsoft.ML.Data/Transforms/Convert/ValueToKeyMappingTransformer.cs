using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

[assembly: ModelLoader("MapValueToKey", typeof(ValueToKeyMappingTransformer))]

namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    private readonly KeyTable[] _tables;
    private readonly bool _asText;

    internal ValueToKeyMappingTransformer(InputOutputColumnPair[] columns, KeyTable[] tables, bool asText)
        : base(columns)
    {
        _tables = tables;
        _asText = asText;
    }

    internal static ValueToKeyMappingTransformer Load(ModelLoadContext ctx)
    {
        var asText = ctx.Reader.ReadBoolean();
        var columns = ColumnNameCodec.ReadPairs(ctx.Reader);
        return new ValueToKeyMappingTransformer(columns, Array.ConvertAll(columns, _ => KeyTable.Load(ctx.Reader)), asText);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema) => new Mapper(inputSchema, Columns, _tables, _asText);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader("MapValueToKey");
        ctx.Writer.Write(_asText);
        ColumnNameCodec.Write(ctx.Writer, Columns);
        foreach (var table in _tables)
            table.Save(ctx.Writer);
    }

    private sealed class Mapper(DataViewSchema inputSchema, InputOutputColumnPair[] columns, KeyTable[] tables, bool asText)
        : OneToOneMapper(inputSchema, columns)
    {
        protected override DataViewSchema.DetachedColumn CreateOutput(int index)
        {
            var source = Sources[index];
            var table = tables[index];
            if (!source.Type.ItemType().Equals(table.ValueType))
                throw Errors.ColumnMismatch("inputSchema", "input", source.Name, table.ValueType.ToString()!, source.Type.ToString()!);

            var key = new KeyDataViewType(typeof(uint), Math.Max(1, table.Count));
            var annotations = new DataViewSchema.Annotations.Builder();
            if (source.HasSlotNames())
                annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
            if (table.Count > 0)
                table.Annotate(annotations, asText);
            DataViewType type = source.Type is VectorDataViewType vector ? new VectorDataViewType(key, vector.Dimensions) : key;
            return new(Columns[index].OutputColumnName, type, annotations.ToAnnotations());
        }

        protected override Delegate CreateGetter(DataViewRow input, int index) => tables[index].CreateGetter(input, Sources[index]);
    }
}
