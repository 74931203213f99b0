using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AdaptiveML.Online;

/// <summary>Names one of many sequences, such as a machine among machines. Two keys are equal if they were made of equal values of the same kind.</summary>
public readonly record struct SequenceKey
{
    private const ulong Numbers = 1;
    private const ulong Texts = 1UL << 63;

    /// <summary>A key from its two halves.</summary>
    public SequenceKey(ulong high, ulong low) => (High, Low) = (high, low);

    /// <summary>
    /// The key of a row that belongs to some sequence, nobody knows which: it is predicted as the first of its sequence, and teaches nothing.
    /// </summary>
    public static SequenceKey Unknown => new(ulong.MaxValue, ulong.MaxValue);

    /// <summary>The upper half.</summary>
    public ulong High { get; }

    /// <summary>The lower half.</summary>
    public ulong Low { get; }

    /// <summary>The key of a number.</summary>
    public static SequenceKey Of(long number) => new(Numbers, (ulong)number);

    /// <summary>The key of a text, by its characters: 127 bits of their SHA-256. No text, or an empty one, gives <see cref="Unknown"/>.</summary>
    public static SequenceKey Of(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return Unknown;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text), digest);
        var halves = MemoryMarshal.Cast<byte, ulong>(digest);
        return new(halves[0] | Texts, halves[1]);
    }
}
