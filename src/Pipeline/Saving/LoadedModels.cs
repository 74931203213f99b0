using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Pipeline;

/// <summary>Models read from payload texts: each text is decoded once, and its model shared for as long as the text lives.</summary>
internal static class LoadedModels
{
    private static readonly ConditionalWeakTable<object, Lazy<OnlineModel>> Models = [];

    public static OnlineModel Get(ReadOnlyMemory<char> text)
    {
        object? owner = MemoryMarshal.TryGetString(text, out string? whole, out int start, out int length) && length == whole.Length ? whole
            : MemoryMarshal.TryGetArray(text, out var segment) && segment.Count == segment.Array!.Length ? segment.Array
            : null;
        return owner is null
            ? OnlineModel.Decode(text.Span)
            : Models.GetValue(owner, _ => new(() => OnlineModel.Decode(text.Span))).Value;
    }
}
