using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Whether a row is the last of its sequence as a number, 0 or 1, behind the features of a saved model.</summary>
internal static class EndCode
{
    /// <summary>Numbers in a code.</summary>
    public const int Length = 1;

    public static void Join(this CodedFeatures output, in VBuffer<float> features, bool ends) => output.Join(features, [ends ? 1 : 0]);

    public static bool Read(ReadOnlySpan<float> code) => code[0] != 0;
}
