using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

// Value maps from pairs of .NET values.
internal static class PairMaps
{
    public static ValueMap Create<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> pairs, bool treatValuesAsKeyType)
    {
        var (keys, values) = Split(pairs);
        return treatValuesAsKeyType ? WithKeys(keys, values) : Create(keys, TypeOf<TValue>(), [.. values.Select(Raw)]);
    }

    public static ValueMap Create<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue[]>> pairs)
    {
        var (keys, values) = Split(pairs);
        var sizes = values.Select(value => value.Length).Distinct().ToArray();
        var type = new VectorDataViewType(TypeOf<TValue>(), sizes.Length == 1 ? sizes[0] : 0);
        return Create(keys, type, [.. values.Select(value => ConstantArray(value))]);
    }

    private static (TKey[] Keys, TValue[] Values) Split<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var all = pairs.ToArray();
        return (Array.ConvertAll(all, pair => pair.Key), Array.ConvertAll(all, pair => pair.Value));
    }

    // uint and ulong values are the keys themselves, others are numbered as they come.
    private static ValueMap WithKeys<TKey, TValue>(TKey[] keys, TValue[] values)
    {
        var distinct = values.Distinct().ToArray();
        var names = Array.ConvertAll(distinct, value => Convert.ToString(value, CultureInfo.InvariantCulture));
        object[] numbers = values is uint[] or ulong[]
            ? [.. values.Cast<object>()]
            : [.. values.Select(value => (object)(uint)(Array.IndexOf(distinct, value) + 1))];

        var type = new KeyDataViewType(values is ulong[] ? typeof(ulong) : typeof(uint), distinct.Length);
        var annotations = new DataViewSchema.Annotations.Builder();
        var namesType = new VectorDataViewType(TextDataViewType.Instance, distinct.Length);
        annotations.Add(AnnotationKinds.KeyValues, namesType, ConstantGetter.Of(names, namesType));
        return Create(keys, type, numbers, annotations.ToAnnotations());
    }

    private static ValueMap Create<TKey>(TKey[] keys, DataViewType valueType, object[] values, DataViewSchema.Annotations? annotations = null)
    {
        DataViewType keyType = TypeOf<TKey>();
        object[] rawKeys = [.. keys.Select(Raw)];
        return GenericCall.Invoke(
            CreateAs<int, int>, [keyType.RawType, valueType.RawType], (keyType, rawKeys), (valueType, values, annotations ?? DataViewSchema.Annotations.Empty));
    }

    private static ValueMap CreateAs<TRawKey, TRawValue>(
        (DataViewType Type, object[] Items) keys, (DataViewType Type, object[] Items, DataViewSchema.Annotations Annotations) values)
        where TRawKey : notnull =>
        ValueMap.Create(
            new LookupColumn<TRawKey>(keys.Type, [.. keys.Items.Cast<TRawKey>()], DataViewSchema.Annotations.Empty),
            new LookupColumn<TRawValue>(values.Type, [.. values.Items.Cast<TRawValue>()], values.Annotations));

    private static PrimitiveDataViewType TypeOf<T>()
    {
        var raw = MemberTypes.ItemTypeOf(typeof(T), out _);
        return DataKinds.TypeOf(raw) ?? throw new InvalidOperationException($"Unsupported type {typeof(T)} used in mapping.");
    }

    private static object Raw<T>(T value) => value is string text ? text.AsMemory() : value!;

    private static object ConstantArray<T>(T[] items) => items is string[] texts
        ? new VBuffer<ReadOnlyMemory<char>>(texts.Length, Array.ConvertAll(texts, text => text.AsMemory()))
        : new VBuffer<T>(items.Length, items);
}
