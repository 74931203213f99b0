namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>Coverage and Winkler score of 95 % intervals, step by step and pooled, beside those of a Gaussian of the running residual variance.</summary>
internal sealed class IntervalScore(SeriesSet set, int horizon)
{
    private const int Window = 2000;
    private const double Alpha = 0.05, Normal = 1.959964;

    private readonly List<int>[] _hits = [.. Enumerable.Range(0, horizon).Select(_ => new List<int>())];
    private readonly List<double[]> _residuals = [];
    private readonly double[] _squares = new double[horizon * set.Series];
    private readonly long[] _counts = new long[horizon * set.Series];
    private double _winkler;
    private double _gaussian;
    private long _count;

    /// <summary>Takes the forecasts of a row in, and the residuals that have become known by it.</summary>
    public void Add(int origin, ReadOnlySpan<double> forecast, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        TellResiduals();
        for (int h = 1; h <= horizon; h++)
        {
            int hits = 0;
            for (int c = 0; c < set.Series; c++)
            {
                int output = ((h - 1) * set.Series) + c;
                double value = set.Rows[origin + h][c], half = Normal * Math.Sqrt(_squares[output] / Math.Max(1, _counts[output]));
                _residuals[^1][output] = value - forecast[output];
                if (origin + 1 >= set.WarmUp)
                {
                    hits += value >= lower[output] && value <= upper[output] ? 1 : 0;
                    _winkler += Winkler(value, lower[output], upper[output]);
                    _gaussian += Winkler(value, forecast[output] - half, forecast[output] + half);
                    _count++;
                }
            }

            if (origin + 1 >= set.WarmUp)
            {
                _hits[h - 1].Add(hits);
            }
        }
    }

    /// <summary>The Gaussian is told the residuals whose targets have come by the present row.</summary>
    private void TellResiduals()
    {
        _residuals.Add(new double[horizon * set.Series]);
        for (int h = 1; h <= horizon && h < _residuals.Count; h++)
        {
            for (int output = (h - 1) * set.Series; output < h * set.Series; output++)
            {
                double residual = _residuals[^(h + 1)][output];
                _squares[output] += residual * residual;
                _counts[output]++;
            }
        }
    }

    /// <summary>The table's lines.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (int h in (int[])[1, 24, 48])
        {
            if (h <= horizon)
            {
                yield return $"  step {h,2}   {Text(_hits[h - 1], set.Series)}";
            }
        }

        var ranges = _hits.Select((hits, i) => (Step: i + 1, Range: Extremes(hits, set.Series))).ToArray();
        var (lowest, highest) = (ranges.MinBy(step => step.Range.Low), ranges.MaxBy(step => step.Range.High));
        yield return $"  any step  every {Window} rows {lowest.Range.Low:P1} (step {lowest.Step}) to {highest.Range.High:P1} (step {highest.Step})";
        yield return $"  pooled    {Text([.. Enumerable.Range(0, _hits[0].Count).Select(i => _hits.Sum(step => step[i]))], set.Series * horizon)} "
            + $"  mean Winkler score {_winkler / _count:F4}, of the Gaussian {_gaussian / _count:F4}";
    }

    /// <param name="hits">Targets covered, by origin.</param>
    /// <param name="possible">Targets of an origin.</param>
    private static string Text(List<int> hits, double possible)
    {
        var (low, high) = Extremes(hits, possible);
        return $"covers {hits.Average() / possible:P2}, every {Window} rows {low:P1} to {high:P1}";
    }

    /// <summary>The lowest and the highest share of covered targets in a window.</summary>
    private static (double Low, double High) Extremes(List<int> hits, double possible)
    {
        double low = 1, high = 0, sum = 0;
        for (int i = 0; i < hits.Count; i++)
        {
            sum += hits[i] - (i >= Window ? hits[i - Window] : 0);
            if (i >= Window - 1)
            {
                (low, high) = (Math.Min(low, sum / Window / possible), Math.Max(high, sum / Window / possible));
            }
        }

        return (low, high);
    }

    private static double Winkler(double value, double lower, double upper) =>
        upper - lower + (2 / Alpha * Math.Max(0, Math.Max(lower - value, value - upper)));
}
