namespace AdaptiveML.Pipeline;

/// <summary>
/// How a figure changes when a feature is permuted, over all permutations. As ML.NET's <c>MetricStatistics</c>, which has no public constructor.
/// </summary>
/// <param name="Mean">Mean change: the figure of the permuted rows less that of the rows as they are.</param>
/// <param name="StandardDeviation">Standard deviation over the permutations; NaN of one.</param>
/// <param name="StandardError">Standard error of the mean; NaN of one.</param>
/// <param name="Count">Permutations.</param>
public sealed record MetricChange(double Mean, double StandardDeviation, double StandardError, int Count)
{
    internal static MetricChange Of<T>(T before, IReadOnlyList<T> after, Func<T, double> figure)
    {
        double[] changes = [.. after.Select(each => figure(each) - figure(before))];
        double mean = changes.Average(), squares = changes.Sum(change => (change - mean) * (change - mean));
        double deviation = changes.Length > 1 ? Math.Sqrt(squares / (changes.Length - 1)) : double.NaN;
        return new(mean, deviation, deviation / Math.Sqrt(changes.Length), changes.Length);
    }
}
