using System.Globalization;
using System.Text;

namespace LoadForecast;

/// <summary>A picture of a week of one load: what came, what was forecast a day before, and between which bounds.</summary>
internal static class ForecastChart
{
    private const int Width = 1200, Height = 360, Left = 60, Top = 50, Bottom = 40, Hours = 24 * 14, Ahead = 24, Series = 0, Ticks = 5;

    public static void Write(string path, Station station, Run run)
    {
        int first = run.Forecasts.Length - Hours - Ahead, column = ((Ahead - 1) * Station.Series) + Series;
        float[] truth = Slice(i => station.Values[station.Start + first + i + Ahead][Series]), forecast = Slice(i => run.Forecasts[first + i][column]);
        float[] lower = Slice(i => run.Lower[first + i][column]), upper = Slice(i => run.Upper[first + i][column]);
        double low = Math.Min(lower.Min(), truth.Min()), high = Math.Max(upper.Max(), truth.Max());
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {Top + Height + Bottom}' font-family='sans-serif' font-size='13'>");
        Line(svg, $"<rect width='{Width}' height='{Top + Height + Bottom}' fill='white'/>");
        Line(svg, $"<text x='{Left}' y='24' font-size='17'>Useful high load of a transformer station, the last two weeks: forecast {Ahead} hours ahead, with 95 % intervals</text>");
        for (int tick = 0; tick <= Ticks; tick++)
        {
            double value = low + ((high - low) * tick / Ticks);
            Line(svg, $"<line x1='{Left}' y1='{Y(value):F1}' x2='{Width - 20}' y2='{Y(value):F1}' stroke='#ddd'/><text x='{Left - 8}' y='{Y(value) + 4:F1}' text-anchor='end' fill='#555'>{value:F0}</text>");
        }

        for (int day = 0; day < Hours / 24; day++)
        {
            Line(svg, $"<text x='{X(24 * day):F1}' y='{Top + Height + 20}' text-anchor='middle' fill='#555'>{day}</text>");
        }

        Line(svg, $"<polygon fill='#3f7cac' fill-opacity='0.18' points='{Points(upper, Enumerable.Range(0, Hours))} {Points(lower, Enumerable.Range(0, Hours).Reverse())}'/>");
        Line(svg, $"<polyline fill='none' stroke='#222222' stroke-width='1.3' points='{Points(truth, Enumerable.Range(0, Hours))}'/>");
        Line(svg, $"<polyline fill='none' stroke='#d1495b' stroke-width='1.5' points='{Points(forecast, Enumerable.Range(0, Hours))}'/>");
        Line(svg, $"<text x='{Width - 420}' y='42' fill='#222222'>— measured</text><text x='{Width - 310}' y='42' fill='#d1495b'>— forecast</text><text x='{Width - 210}' y='42' fill='#3f7cac'>▮ interval</text><text x='{Width - 20}' y='{Top + Height + 20}' text-anchor='end' fill='#555'>days</text>");
        Line(svg, $"</svg>");
        File.WriteAllText(path, svg.ToString());

        float[] Slice(Func<int, float> value) => [.. Enumerable.Range(0, Hours).Select(value)];

        double X(int hour) => Left + ((Width - 20.0 - Left) * hour / Hours);

        double Y(double value) => Top + (Height * (high - value) / (high - low));

        string Points(float[] values, IEnumerable<int> hours) =>
            string.Join(' ', hours.Select(hour => string.Create(CultureInfo.InvariantCulture, $"{X(hour):F1},{Y(values[hour]):F1}")));
    }

    private static void Line(StringBuilder svg, FormattableString line) => svg.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
