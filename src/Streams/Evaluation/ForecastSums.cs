namespace AdaptiveML.Streams;

/// <summary>The sums that <see cref="ForecastFigures"/> are made of, over all steps, by step and by series.</summary>
internal sealed class ForecastSums : IErrorSums<JudgedForecast>
{
    private readonly ForecastErrorSums _overall;
    private readonly ForecastErrorSums[] _steps;
    private readonly ForecastErrorSums[] _series;

    /// <param name="horizon">Steps of a forecast.</param>
    /// <param name="series">Number of series.</param>
    /// <param name="level">Share of the targets that the intervals are to cover.</param>
    public ForecastSums(int horizon, int series, double level)
    {
        _overall = new(level);
        _steps = [.. Enumerable.Range(0, horizon).Select(_ => new ForecastErrorSums(level))];
        _series = [.. Enumerable.Range(0, series).Select(_ => new ForecastErrorSums(level))];
    }

    /// <summary>All steps and series.</summary>
    public ForecastErrors Overall => _overall.ToErrors();

    /// <summary>Each step.</summary>
    public IReadOnlyList<ForecastErrors> Steps => [.. _steps.Select(sums => sums.ToErrors())];

    /// <summary>Each series.</summary>
    public IReadOnlyList<ForecastErrors> Series => [.. _series.Select(sums => sums.ToErrors())];

    public void Add(in JudgedForecast row, double weight)
    {
        _overall.Add(row, weight);
        _steps[row.Step].Add(row, weight);
        _series[row.Series].Add(row, weight);
    }

    public void Scale(double factor)
    {
        _overall.Scale(factor);
        foreach (var sums in _steps)
        {
            sums.Scale(factor);
        }

        foreach (var sums in _series)
        {
            sums.Scale(factor);
        }
    }

    public void Clear()
    {
        _overall.Clear();
        foreach (var sums in _steps)
        {
            sums.Clear();
        }

        foreach (var sums in _series)
        {
            sums.Clear();
        }
    }

    public PrequentialFigures ToFigures()
    {
        var overall = Overall;
        return new ForecastFigures(overall.Count, overall, Steps);
    }
}
