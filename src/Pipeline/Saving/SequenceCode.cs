using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>A sequence's key as numbers that Single holds exactly, sixteen bits each: so it travels behind the features of a saved model.</summary>
internal static class SequenceCode
{
    /// <summary>Numbers in a code.</summary>
    public const int Length = 8;

    private const int Bits = 16;
    private const int HalfLength = Length / 2;

    public static void Write(SequenceKey key, Span<float> code)
    {
        for (int i = 0; i < HalfLength; i++)
        {
            code[i] = (ushort)(key.High >> (Bits * i));
            code[HalfLength + i] = (ushort)(key.Low >> (Bits * i));
        }
    }

    public static SequenceKey Read(ReadOnlySpan<float> code) => new(Half(code[..HalfLength]), Half(code[HalfLength..Length]));

    private static ulong Half(ReadOnlySpan<float> code)
    {
        ulong half = 0;
        for (int i = 0; i < HalfLength; i++)
        {
            half |= (ulong)code[i] << (Bits * i);
        }

        return half;
    }
}
