namespace AdaptiveML.Benchmarks.Sensing;

/// <summary>Errors of estimates in units of a deviation, and of their 95 % intervals beside those of a Gaussian of the residuals before.</summary>
internal sealed class SenseScore(double deviation)
{
    private const int Window = 2000;
    private const double Alpha = 0.05, Normal = 1.959964;

    private readonly List<bool> _covered = [];
    private double _squares;
    private double _winkler;
    private double _gaussian;
    private long _count;
    private double _before;
    private long _rowsBefore;

    /// <summary>Mean squared error.</summary>
    public double MeanSquare => _squares / _count;

    /// <summary>Takes a row in.</summary>
    /// <param name="label">The label.</param>
    /// <param name="estimate">The estimate.</param>
    /// <param name="bounds">Lower and upper bound; empty where there are none.</param>
    /// <param name="counts">Whether the row is scored, or only tells the Gaussian its residual.</param>
    public void Add(double label, double estimate, ReadOnlySpan<float> bounds, bool counts)
    {
        double error = (label - estimate) / deviation;
        if (counts)
        {
            _squares += error * error;
            _count++;
            if (!bounds.IsEmpty)
            {
                double half = Normal * Math.Sqrt(_before / _rowsBefore);
                _covered.Add(label >= bounds[0] && label <= bounds[1]);
                _winkler += Winkler(error, (bounds[0] - estimate) / deviation, (bounds[1] - estimate) / deviation);
                _gaussian += Winkler(error, -half, half);
            }
        }

        _before += error * error;
        _rowsBefore++;
    }

    /// <summary>Coverage, its extremes over windows, and Winkler scores.</summary>
    public string Intervals()
    {
        double low = 1, high = 0, sum = 0;
        for (int i = 0; i < _covered.Count; i++)
        {
            sum += (_covered[i] ? 1 : 0) - (i >= Window && _covered[i - Window] ? 1 : 0);
            if (i >= Window - 1)
            {
                (low, high) = (Math.Min(low, sum / Window), Math.Max(high, sum / Window));
            }
        }

        return $"covers {_covered.Average(hit => hit ? 1.0 : 0):P1}, every {Window} rows {low:P1} to "
            + $"{high:P1}, Winkler {_winkler / _count:F2}, of the Gaussian {_gaussian / _count:F2}";
    }

    private static double Winkler(double value, double lower, double upper) =>
        upper - lower + (2 / Alpha * Math.Max(0, Math.Max(lower - value, value - upper)));
}
