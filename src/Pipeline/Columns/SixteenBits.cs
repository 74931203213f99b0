namespace AdaptiveML.Pipeline;

/// <summary>Integers as numbers of sixteen bits each, which Single holds exactly: so they travel behind the features of a saved model.</summary>
internal static class SixteenBits
{
    /// <summary>Numbers in the code of an integer of 64 bits.</summary>
    public const int Length = 4;

    private const int Bits = 16;

    public static void Write(ulong value, Span<float> code)
    {
        for (int i = 0; i < Length; i++)
        {
            code[i] = (ushort)(value >> (Bits * i));
        }
    }

    public static ulong Read(ReadOnlySpan<float> code)
    {
        ulong value = 0;
        for (int i = 0; i < Length; i++)
        {
            value |= (ulong)code[i] << (Bits * i);
        }

        return value;
    }
}
