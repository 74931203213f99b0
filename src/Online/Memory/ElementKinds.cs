namespace AdaptiveML.Online;

/// <summary>The kinds of element as .NET types.</summary>
internal static class ElementKinds
{
    /// <summary>The kind of <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the kinds.</exception>
    public static ElementKind Of<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float) ? ElementKind.Single
        : typeof(T) == typeof(double) ? ElementKind.Double
        : typeof(T) == typeof(long) ? ElementKind.Int64
        : typeof(T) == typeof(ulong) ? ElementKind.UInt64
        : throw new NotSupportedException($"A learner's memory holds no elements of type {typeof(T)}.");

    /// <summary>Bytes an element takes.</summary>
    public static int Size(this ElementKind kind) => kind == ElementKind.Single ? sizeof(float) : sizeof(double);
}
