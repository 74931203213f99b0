namespace AdaptiveML.Samples;

/// <summary>Means of a window that runs over values.</summary>
internal static class RunningMeans
{
    /// <summary>The mean of each <paramref name="window"/> values that follow each other.</summary>
    public static double[] Of(double[] values, int window)
    {
        double[] means = new double[values.Length - window + 1];
        double sum = values[..window].Sum();
        for (int i = 0; i < means.Length; i++)
        {
            means[i] = sum / window;
            sum += (i + window < values.Length ? values[i + window] : 0) - values[i];
        }

        return means;
    }
}
