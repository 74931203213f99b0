using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Numbers that were told, as inputs.</summary>
internal static class ToldNumbers
{
    /// <summary>Deviations at which a number stops growing.</summary>
    private const double Largest = 4;

    /// <summary>Writes them in standardised units, or, where they are not known, what was predicted.</summary>
    public static void Write<T>(LearnerMemory memory, Standardizer<T> standardizer, ReadOnlySpan<T> predicted, ReadOnlySpan<T> target, Span<T> told)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.CreateTruncating(Largest);
        standardizer.ScaleTarget(memory, target, told);
        for (int i = 0; i < told.Length; i++)
        {
            told[i] = T.Clamp(T.IsNaN(told[i]) ? predicted[i] : told[i], -largest, largest);
        }
    }
}
