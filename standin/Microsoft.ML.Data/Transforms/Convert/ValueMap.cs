namespace Microsoft.ML.Data;

// A table from keys to values.
internal abstract class ValueMap
{
    public abstract DataViewType KeyType { get; }

    public abstract DataViewType ValueType { get; }

    public abstract DataViewSchema.Annotations ValueAnnotations { get; }

    public static ValueMap Create<TKey, TValue>(LookupColumn<TKey> keys, LookupColumn<TValue> values)
        where TKey : notnull =>
        new ValueMap<TKey, TValue>(keys, values);

    public static ValueMap Read(IDataView table, DataViewSchema.Column key, DataViewSchema.Column value) =>
        GenericCall.Invoke(ReadAs<int, int>, [key.Type.RawType, value.Type.RawType], table, (key, value));

    public static ValueMap Load(BinaryReader reader)
    {
        var keyType = DataViewTypeCodec.Read(reader);
        var valueType = DataViewTypeCodec.Read(reader);
        return GenericCall.Invoke(LoadAs<int, int>, [keyType.RawType, valueType.RawType], reader, (keyType, valueType));
    }

    public abstract void Save(BinaryWriter writer);

    // The type of what comes out for a column of that type; null where it is a vector, and the values are too.
    public DataViewType? OutputTypeOf(DataViewType input) =>
        input is not VectorDataViewType ? ValueType
        : ValueType is PrimitiveDataViewType item ? new VectorDataViewType(item)
        : null;

    public abstract Delegate CreateGetter(DataViewRow input, DataViewSchema.Column column);

    private static ValueMap ReadAs<TKey, TValue>(IDataView table, (DataViewSchema.Column Key, DataViewSchema.Column Value) columns)
        where TKey : notnull =>
        Create(
            LookupColumn<TKey>.Read(columns.Key, table.GetColumn<TKey>(columns.Key)),
            LookupColumn<TValue>.Read(columns.Value, table.GetColumn<TValue>(columns.Value)));

    private static ValueMap LoadAs<TKey, TValue>(BinaryReader reader, (DataViewType Key, DataViewType Value) types)
        where TKey : notnull =>
        Create(LookupColumn<TKey>.Load(reader, types.Key), LookupColumn<TValue>.Load(reader, types.Value));
}
