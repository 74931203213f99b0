namespace Microsoft.ML.Data;

// Text is equal when its characters are.
internal sealed class TextComparer : IEqualityComparer<ReadOnlyMemory<char>>
{
    public static readonly TextComparer Instance = new();

    // Null, the default comparer, for all other types.
    public static IEqualityComparer<T>? For<T>() => Instance as IEqualityComparer<T>;

    public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

    public int GetHashCode(ReadOnlyMemory<char> obj) => string.GetHashCode(obj.Span);
}
