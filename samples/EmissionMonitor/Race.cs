namespace EmissionMonitor;

/// <summary>Leads monitors through the years hour by hour and keeps what they said.</summary>
internal static class Race
{
    /// <summary>The estimates of an hour sequence, each made before the hour was learnt.</summary>
    public static float[] Estimates(IMonitor monitor, IReadOnlyCollection<Reading> hours, Action<double>? progress = null)
    {
        var estimates = new float[hours.Count];
        int done = 0;
        foreach (var hour in hours)
        {
            estimates[done] = monitor.Estimate(hour);
            if (++done % 256 == 0 || done == hours.Count)
            {
                progress?.Invoke((double)done / hours.Count);
            }
        }

        return estimates;
    }

    /// <summary>Errors in units of <paramref name="deviation"/>.</summary>
    public static double[] Difference(float[] estimates, IReadOnlyList<Reading> hours, string gas, double deviation) =>
        [.. estimates.Select((estimate, i) => (estimate - hours[i].Gas(gas)) / deviation)];
}
