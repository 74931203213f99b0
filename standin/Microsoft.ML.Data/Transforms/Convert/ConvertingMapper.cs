namespace Microsoft.ML.Data;

internal sealed class ConvertingMapper : OneToOneMapper
{
    private readonly PrimitiveDataViewType[] _items;
    private readonly Delegate[] _maps;

    public ConvertingMapper(DataViewSchema inputSchema, InputOutputColumnPair[] columns, DataKind outputKind)
        : base(inputSchema, columns)
    {
        _items = Array.ConvertAll(Sources, source => ItemTypeOf(source.Type.ItemType(), outputKind.ToType()));
        _maps = [.. Sources.Zip(_items, (source, item) => Conversions.Find(source.Type.ItemType(), item) ?? throw new ArgumentOutOfRangeException(
            nameof(inputSchema), $"source column '{source.Name}' with item type '{source.Type}' is not compatible with destination type '{item}'"))];
    }

    protected override DataViewSchema.DetachedColumn CreateOutput(int index)
    {
        var source = Sources[index].Type;
        DataViewType type = source is VectorDataViewType vector ? new VectorDataViewType(_items[index], vector.Dimensions) : _items[index];
        return new(Columns[index].OutputColumnName, type, AnnotationsOf(index, type));
    }

    protected override Delegate CreateGetter(DataViewRow input, int index) =>
        GenericCall.Invoke(GetterOf<int, int>, [Sources[index].Type.ItemType().RawType, _items[index].RawType], input, index);

    // A key stays a key, of another width.
    private static PrimitiveDataViewType ItemTypeOf(DataViewType source, PrimitiveDataViewType wanted) =>
        source is KeyDataViewType key && KeyDataViewType.IsValidDataType(wanted.RawType)
            ? new KeyDataViewType(wanted.RawType, Math.Min(key.Count, KeyDataViewType.MaxCount(wanted.RawType)))
            : wanted;

    private DataViewSchema.Annotations AnnotationsOf(int index, DataViewType type)
    {
        var source = Sources[index].Type;
        if (source is BooleanDataViewType && type is NumberDataViewType)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, ConstantGetter.Scalar(true));
            return builder.ToAnnotations();
        }

        var kinds = new List<string>();
        if (type is VectorDataViewType { IsKnownSize: true })
            kinds.Add(AnnotationKinds.SlotNames);
        if (type.ItemType() is KeyDataViewType)
            kinds.Add(AnnotationKinds.KeyValues);
        if (source.ItemType() is NumberDataViewType && type.ItemType() is NumberDataViewType)
            kinds.Add(AnnotationKinds.IsNormalized);
        return Keep(index, [.. kinds]);
    }

    private Delegate GetterOf<TSource, TDestination>(DataViewRow input, int index) =>
        ItemGetter.Create(input, Sources[index], (ItemMap<TSource, TDestination>)_maps[index]);
}
