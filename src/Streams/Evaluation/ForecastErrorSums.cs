namespace AdaptiveML.Streams;

/// <summary>The sums that <see cref="ForecastErrors"/> are made of.</summary>
/// <param name="level">Share of the targets that the intervals are to cover.</param>
internal sealed class ForecastErrorSums(double level)
{
    private long _count;
    private double _weight;
    private double _bounded;
    private double _sizes;
    private double _squares;
    private double _covered;
    private double _winkler;
    private SkillSums _last;
    private SkillSums _season;

    /// <summary>Takes a forecast in.</summary>
    public void Add(in JudgedForecast forecast, double weight)
    {
        double target = forecast.Target, error = forecast.Value - target;
        _count++;
        _weight += weight;
        _sizes += weight * Math.Abs(error);
        _squares += weight * error * error;
        _last.Add(error, forecast.LastValue - target, weight);
        _season.Add(error, forecast.SeasonAgo - target, weight);
        if (double.IsFinite(forecast.Lower) && double.IsFinite(forecast.Upper))
        {
            double outside = Math.Max(0, Math.Max(forecast.Lower - target, target - forecast.Upper));
            _bounded += weight;
            _covered += outside == 0 ? weight : 0;
            _winkler += weight * (forecast.Upper - forecast.Lower + (2 / (1 - level) * outside));
        }
    }

    /// <summary>Multiplies the weights of all forecasts so far.</summary>
    public void Scale(double factor)
    {
        (_weight, _bounded, _sizes, _squares) = (_weight * factor, _bounded * factor, _sizes * factor, _squares * factor);
        (_covered, _winkler) = (_covered * factor, _winkler * factor);
        _last.Scale(factor);
        _season.Scale(factor);
    }

    /// <summary>Forgets all forecasts.</summary>
    public void Clear()
    {
        (_count, _weight, _bounded, _sizes, _squares, _covered, _winkler) = (0, 0, 0, 0, 0, 0, 0);
        (_last, _season) = (default, default);
    }

    /// <summary>What the sums come to.</summary>
    public ForecastErrors ToErrors() =>
        new(_count, _sizes / _weight, Math.Sqrt(_squares / _weight), _covered / _bounded, _winkler / _bounded, _last.Skill, _season.Skill);
}
