namespace AdaptiveML.Benchmarks.Ttt.Faults;

/// <summary>The scores that race, and what they are called.</summary>
internal static class Contenders
{
    public static readonly (string Name, Func<IMonitor> Create)[] All =
    [
        ("drift score", () => new DriftMonitor()),
        ("Mahalanobis", () => new MahalanobisMonitor()),
        ("z-score", () => new DeviationMonitor()),
        ("autoregression", () => new AutoregressionMonitor()),
        ("equal values", () => new RunMonitor()),
    ];

    /// <summary>Scores of rows as one stretch.</summary>
    public static double[] Follow(this IMonitor monitor, IEnumerable<float[]> rows)
    {
        monitor.Begin();
        return monitor.GoOn(rows);
    }

    /// <summary>Scores of rows that follow those before.</summary>
    public static double[] GoOn(this IMonitor monitor, IEnumerable<float[]> rows) => [.. rows.Select(monitor.Next)];

    /// <summary>What a share of scores does not pass.</summary>
    public static double Quantile(IEnumerable<double> scores, double share)
    {
        double[] sorted = [.. scores.Order()];
        return sorted[(int)(share * (sorted.Length - 1))];
    }
}
