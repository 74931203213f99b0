using AdaptiveML.Samples;

namespace LoadForecast;

/// <summary>A picture of a week of one load: what came, what was forecast a day before, and between which bounds.</summary>
internal static class ForecastChart
{
    private const int Width = 1200, Height = 360, Left = Svg.Left, Top = 50, Bottom = 40, Hours = 24 * 14, Ahead = 24, Series = 0, Ticks = 5;

    public static void Write(string path, Station station, Run run)
    {
        int first = run.Forecasts.Length - Hours - Ahead, column = ((Ahead - 1) * Station.Series) + Series;
        float[] truth = Slice(i => station.Values[station.Start + first + i + Ahead][Series]), forecast = Slice(i => run.Forecasts[first + i][column]);
        float[] lower = Slice(i => run.Lower[first + i][column]), upper = Slice(i => run.Upper[first + i][column]);
        double low = Math.Min(lower.Min(), truth.Min()), high = Math.Max(upper.Max(), truth.Max());
        var svg = new Svg(
            Width, Top + Height + Bottom, $"Useful high load of a transformer station, the last two weeks: forecast {Ahead} hours ahead, with 95 % intervals");
        for (int tick = 0; tick <= Ticks; tick++)
        {
            double value = low + ((high - low) * tick / Ticks);
            svg.AddTick(Y(value), Width - 20, $"{value:F0}");
        }

        for (int day = 0; day < Hours / 24; day++)
        {
            svg.Add($"<text x='{X(24 * day):F1}' y='{Top + Height + 20}' text-anchor='middle' fill='#555'>{day}</text>");
        }

        string band = Svg.Points([.. Points(upper, Enumerable.Range(0, Hours)), .. Points(lower, Enumerable.Range(0, Hours).Reverse())]);
        svg.Add($"<polygon fill='#3f7cac' fill-opacity='0.18' points='{band}'/>");
        svg.AddCurve("#222222", 1.3, Points(truth, Enumerable.Range(0, Hours)));
        svg.AddCurve("#d1495b", 1.5, Points(forecast, Enumerable.Range(0, Hours)));
        svg.Add($"<text x='{Width - 420}' y='42' fill='#222222'>— measured</text>");
        svg.Add($"<text x='{Width - 310}' y='42' fill='#d1495b'>— forecast</text>");
        svg.Add($"<text x='{Width - 210}' y='42' fill='#3f7cac'>▮ interval</text>");
        svg.Add($"<text x='{Width - 20}' y='{Top + Height + 20}' text-anchor='end' fill='#555'>days</text>");
        svg.Write(path);

        float[] Slice(Func<int, float> value) => [.. Enumerable.Range(0, Hours).Select(value)];

        double X(int hour) => Left + ((Width - 20.0 - Left) * hour / Hours);

        double Y(double value) => Top + (Height * (high - value) / (high - low));

        IEnumerable<(double X, double Y)> Points(float[] values, IEnumerable<int> hours) => hours.Select(hour => (X(hour), Y(values[hour])));
    }
}
