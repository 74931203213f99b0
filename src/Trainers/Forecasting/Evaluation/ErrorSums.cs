namespace AdaptiveML.Trainers;

/// <summary>The sums that <see cref="ForecastErrors"/> are made of.</summary>
/// <param name="level">Share of the targets that the intervals are to cover.</param>
internal sealed class ErrorSums(double level)
{
    private long _count;
    private long _bounded;
    private double _sizes;
    private double _squares;
    private double _covered;
    private double _winkler;
    private SkillSums _last;
    private SkillSums _season;

    /// <summary>Takes a forecast in whose target is known.</summary>
    /// <param name="forecast">The forecast, with its bounds, NaN where there are none, and what the plain methods said, NaN where nothing.</param>
    /// <param name="target">The target, finite.</param>
    public void Add(in JudgedForecast forecast, double target)
    {
        double error = forecast.Value - target;
        _count++;
        _sizes += Math.Abs(error);
        _squares += error * error;
        _last.Add(error, forecast.LastValue - target);
        _season.Add(error, forecast.SeasonAgo - target);
        if (double.IsFinite(forecast.Lower) && double.IsFinite(forecast.Upper))
        {
            double outside = Math.Max(0, Math.Max(forecast.Lower - target, target - forecast.Upper));
            _bounded++;
            _covered += outside == 0 ? 1 : 0;
            _winkler += forecast.Upper - forecast.Lower + (2 / (1 - level) * outside);
        }
    }

    /// <summary>What the sums come to.</summary>
    public ForecastErrors ToErrors() =>
        new(_count, _sizes / _count, Math.Sqrt(_squares / _count), _covered / _bounded, _winkler / _bounded, _last.Skill, _season.Skill);

    /// <summary>Squared errors of forecasts and of a plain method, over the targets that both were there for.</summary>
    private struct SkillSums
    {
        private double _own;
        private double _plain;

        public readonly double Skill => 1 - (_own / _plain);

        public void Add(double own, double plain)
        {
            if (double.IsFinite(plain))
            {
                _own += own * own;
                _plain += plain * plain;
            }
        }
    }
}
