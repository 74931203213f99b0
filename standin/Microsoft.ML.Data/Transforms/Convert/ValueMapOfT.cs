namespace Microsoft.ML.Data;

internal sealed class ValueMap<TKey, TValue> : ValueMap
    where TKey : notnull
{
    private readonly LookupColumn<TKey> _keys;
    private readonly LookupColumn<TValue> _values;
    private readonly Dictionary<TKey, TValue> _map;

    public ValueMap(LookupColumn<TKey> keys, LookupColumn<TValue> values)
    {
        _keys = keys;
        _values = values;
        _map = new Dictionary<TKey, TValue>(keys.Values.Length, TextComparer.For<TKey>());
        foreach (var (key, value) in keys.Values.Zip(values.Values))
        {
            if (!_map.TryAdd(key, value))
                throw new InvalidOperationException($"Duplicate keys in mapping. Key: {key}");
        }
    }

    public override DataViewType KeyType => _keys.Type;

    public override DataViewType ValueType => _values.Type;

    public override DataViewSchema.Annotations ValueAnnotations => _values.Annotations;

    public override void Save(BinaryWriter writer)
    {
        DataViewTypeCodec.Write(writer, KeyType);
        DataViewTypeCodec.Write(writer, ValueType);
        _keys.Save(writer);
        _values.Save(writer);
    }

    public override Delegate CreateGetter(DataViewRow input, DataViewSchema.Column column) => ValueType is VectorDataViewType vector
        ? GenericCall.Invoke(VectorGetter<int>, vector.ItemType.RawType, input, column)
        : ItemGetter.Create<TKey, TValue>(input, column, Find);

    // A key that is not in the map gives what an empty text reads as: 0, or no text.
    private void Find(in TKey key, ref TValue value) => value = _map.GetValueOrDefault(key)!;

    // A vector is copied, so that who gets it may change it.
    private Delegate VectorGetter<TItem>(DataViewRow input, DataViewSchema.Column column)
    {
        var map = (Dictionary<TKey, VBuffer<TItem>>)(object)_map;
        return ItemGetter.Create(input, column, (in TKey key, ref VBuffer<TItem> value) => map.GetValueOrDefault(key).CopyTo(ref value));
    }
}
