using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>A time's ticks as numbers, behind the features of a saved model.</summary>
internal static class TimeCode
{
    /// <summary>Numbers in a code.</summary>
    public const int Length = SixteenBits.Length;

    public static void Join(this CodedFeatures output, in VBuffer<float> features, long ticks)
    {
        Span<float> code = stackalloc float[Length];
        SixteenBits.Write((ulong)ticks, code);
        output.Join(features, code);
    }

    public static long Read(ReadOnlySpan<float> code) => (long)SixteenBits.Read(code);
}
