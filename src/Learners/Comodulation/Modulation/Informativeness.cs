using System.Numerics;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>How much units tell of a label: what couplings may start from. All population statistics, in double; a constant unit tells nothing.</summary>
internal static class Informativeness
{
    /// <summary>|mean of the class − mean of the rest| / √((variance of the class + variance of the rest) / 2); 0 where both variances are.</summary>
    /// <param name="rows">Activities, <paramref name="stride"/> elements a row.</param>
    /// <param name="stride">Elements from one row to the next.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="label">The class.</param>
    /// <param name="unit">The unit.</param>
    public static double Discriminability<T>(ReadOnlySpan<T> rows, int stride, ReadOnlySpan<int> labels, int label, int unit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (mean, variance, _) = Moments(rows, stride, labels, unit, k => k == label);
        var (restMean, restVariance, _) = Moments(rows, stride, labels, unit, k => k != label);
        double pooled = (variance + restVariance) / 2;
        return pooled > 0 ? Math.Abs(mean - restMean) / Math.Sqrt(pooled) : 0;
    }

    /// <summary>|Pearson's correlation| of the unit with being of the class.</summary>
    /// <inheritdoc cref="Discriminability"/>
    public static double Correlation<T>(ReadOnlySpan<T> rows, int stride, ReadOnlySpan<int> labels, int label, int unit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (mean, variance, count) = Moments(rows, stride, labels, unit, _ => true);
        var (inside, _, members) = Moments(rows, stride, labels, unit, k => k == label);
        double share = (double)members / count, spread = Math.Sqrt(variance * share * (1 - share));
        return spread > 0 ? Math.Abs(share * (inside - mean)) / spread : 0;
    }

    /// <summary>η: the root of the variance between the classes' means over all variance.</summary>
    /// <inheritdoc cref="Discriminability"/>
    public static double CorrelationRatio<T>(ReadOnlySpan<T> rows, int stride, ReadOnlySpan<int> labels, int classes, int unit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (mean, variance, count) = Moments(rows, stride, labels, unit, _ => true);
        double between = 0;
        for (int label = 0; label < classes; label++)
        {
            var (inside, _, members) = Moments(rows, stride, labels, unit, k => k == label);
            between += members * (inside - mean) * (inside - mean) / count;
        }

        return variance > 0 ? Math.Sqrt(between / variance) : 0;
    }

    /// <summary>A measure's largest value over the classes.</summary>
    public static double Largest(int classes, Func<int, double> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return Enumerable.Range(0, classes).Max(measure);
    }

    private static (double Mean, double Variance, int Count) Moments<T>(
        ReadOnlySpan<T> rows, int stride, ReadOnlySpan<int> labels, int unit, Func<int, bool> counts)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double mean = 0, squares = 0;
        int count = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            if (counts(labels[row]))
            {
                double value = double.CreateTruncating(rows[(row * stride) + unit]), difference = value - mean;
                mean += difference / ++count;
                squares += difference * (value - mean);
            }
        }

        return (mean, count > 0 ? squares / count : 0, count);
    }
}
