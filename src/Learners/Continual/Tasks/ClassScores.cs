using System.Numerics;

namespace AdaptiveML.Learners;

/// <summary>What is read off the scores of classes.</summary>
public static class ClassScores
{
    /// <summary>The class of the highest score, the first of equals; −1 where a score is NaN.</summary>
    public static int Best<T>(ReadOnlySpan<T> scores)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int best = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            if (T.IsNaN(scores[c]))
            {
                return -1;
            }

            best = scores[c] > scores[best] ? c : best;
        }

        return best;
    }
}
