using AdaptiveML.Online;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>A sequence's key as numbers, behind the features of a saved model.</summary>
internal static class SequenceCode
{
    /// <summary>Numbers in a code.</summary>
    public const int Length = 2 * SixteenBits.Length;

    public static void Join(this CodedFeatures output, in VBuffer<float> features, SequenceKey key)
    {
        Span<float> code = stackalloc float[Length];
        SixteenBits.Write(key.High, code);
        SixteenBits.Write(key.Low, code[SixteenBits.Length..]);
        output.Join(features, code);
    }

    public static SequenceKey Read(ReadOnlySpan<float> code) => new(SixteenBits.Read(code), SixteenBits.Read(code[SixteenBits.Length..]));
}
