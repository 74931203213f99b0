namespace AdaptiveML.Learners;

/// <summary>Compares two series of losses, row by row.</summary>
internal static class PairedDifference
{
    /// <summary>Whether the second is less on average, by more than the standard error of the difference.</summary>
    public static bool IsClear(ReadOnlySpan<double> losses, ReadOnlySpan<double> others)
    {
        double mean = 0, squares = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            mean += (losses[i] - others[i]) / losses.Length;
        }

        for (int i = 0; i < losses.Length; i++)
        {
            double rest = losses[i] - others[i] - mean;
            squares += rest * rest;
        }

        return mean > 0 && mean * mean * losses.Length * (losses.Length - 1) > squares;
    }
}
