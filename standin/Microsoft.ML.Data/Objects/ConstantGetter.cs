namespace Microsoft.ML.Data;

// Getters that always give the same value.
internal static class ConstantGetter
{
    // The value as it is, an array as a vector, strings as text.
    public static Delegate Of<T>(T value, DataViewType type) => (object?)value switch
    {
        string text => Scalar(text.AsMemory()),
        string[] texts => Vector(new VBuffer<ReadOnlyMemory<char>>(texts.Length, Array.ConvertAll(texts, text => text.AsMemory()))),
        Array array => GenericCall.Invoke(ArrayGetter<int>, type.ItemType().RawType, array),
        _ when type is VectorDataViewType vector => GenericCall.Invoke(BufferGetter<int>, vector.ItemType.RawType, (object)value!),
        _ => Scalar(value),
    };

    public static ValueGetter<T> Scalar<T>(T value) => (ref T destination) => destination = value;

    public static ValueGetter<VBuffer<T>> Vector<T>(VBuffer<T> value) => (ref VBuffer<T> destination) => value.CopyTo(ref destination);

    private static Delegate ArrayGetter<T>(Array array) => Vector(new VBuffer<T>(array.Length, (T[])array));

    private static Delegate BufferGetter<T>(object buffer) => Vector((VBuffer<T>)buffer);
}
