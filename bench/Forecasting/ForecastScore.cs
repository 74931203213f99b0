namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>Mean squared error over windows, each the mean over the horizon and the series; nothing before the warm-up's end counts.</summary>
internal static class ForecastScore
{
    /// <summary>Runs a contender over rows [0, to) and scores the windows whose targets all lie from <paramref name="from"/> on.</summary>
    public static double Of(IForecaster contender, SeriesSet set, int horizon, int from, int to, Action<int>? afterForecast = null)
    {
        int series = set.Series;
        double[] forecast = new double[horizon * series];
        double sum = 0;
        long windows = 0;
        for (int origin = 0; origin + horizon < to; origin++)
        {
            contender.Step(set.Rows[origin], forecast);
            afterForecast?.Invoke(origin);
            if (origin + 1 < from)
            {
                continue;
            }

            windows++;
            for (int i = 0; i < forecast.Length; i++)
            {
                double error = forecast[i] - set.Rows[origin + 1 + (i / series)][i % series];
                sum += error * error / forecast.Length;
            }
        }

        return sum / windows;
    }

    /// <summary>The candidate with the lowest error on the last fifth of the warm-up.</summary>
    public static T Choose<T>(IEnumerable<T> candidates, SeriesSet set, int horizon, Func<T, int, IForecaster> create)
    {
        int inner = set.WarmUp * 4 / 5;
        return candidates.MinBy(candidate => Of(create(candidate, inner), set, horizon, inner, set.WarmUp))!;
    }
}
