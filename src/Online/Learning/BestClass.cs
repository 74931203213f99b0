using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>Reads the class off the scores of all.</summary>
internal static class BestClass
{
    /// <summary>The place of the highest score, of equal ones the first; −1 where none is a number.</summary>
    public static int Of<T>(ReadOnlySpan<T> scores)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int best = -1;
        for (int c = 0; c < scores.Length; c++)
        {
            if (best < 0 ? !T.IsNaN(scores[c]) : scores[c] > scores[best])
            {
                best = c;
            }
        }

        return best;
    }
}
