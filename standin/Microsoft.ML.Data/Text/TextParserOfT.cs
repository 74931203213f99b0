namespace Microsoft.ML.Data;

internal delegate bool TryParseText<T>(ReadOnlyMemory<char> field, out T value);

// Reads fields as values of a type.
internal sealed class TextParser<T>(TryParseText<T> tryParse, T empty = default!, bool keepsEmpty = false)
{
    public TryParseText<T> TryParse { get; } = tryParse;

    // What an empty field stands for.
    public T Empty { get; } = empty;

    // Whether an empty field counts as a value of a vector.
    public bool KeepsEmpty { get; } = keepsEmpty;
}
