namespace AdaptiveML.Pipeline;

/// <summary>Finds the class to predict.</summary>
internal static class Highest
{
    /// <summary>The place of the highest number, of equal ones the first; −1 where none is a number.</summary>
    public static int Of(ReadOnlySpan<float> scores)
    {
        int highest = -1;
        for (int i = 0; i < scores.Length; i++)
        {
            if (highest < 0 ? !float.IsNaN(scores[i]) : scores[i] > scores[highest])
            {
                highest = i;
            }
        }

        return highest;
    }
}
