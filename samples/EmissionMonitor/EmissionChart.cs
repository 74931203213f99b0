using AdaptiveML.Samples;

namespace EmissionMonitor;

/// <summary>A picture of two years: what was measured and estimated, and how the running errors of the frozen and of the adapting model part.</summary>
internal static class EmissionChart
{
    private const int Width = 1200;
    private const int PanelHeight = 260;
    private const int Left = Svg.Left;
    private const int Top = 50;
    private const int Gap = 60;
    private const int Day = 24;
    private const int Ticks = 4;

    public static void Write(string path, float[] truth, float[] frozen, float[] adapting)
    {
        int height = Top + (2 * PanelHeight) + Gap + 40;
        var svg = new Svg(Width, height, "NOx of a gas turbine, 2013 and 2014, estimated from nine process sensors; models fitted to 2011 and 2012");
        Panel(svg, Top, "mg/m³, means of 24 hours", truth.Length, [("measured", "#222222", Daily(truth)), ("estimated, adapting", "#d1495b", Daily(adapting))]);
        Panel(
            svg,
            Top + PanelHeight + Gap,
            "running mean absolute error (30 days), mg/m³",
            truth.Length,
            [("frozen", "#3f7cac", RunningError(truth, frozen)), ("adapting", "#d1495b", RunningError(truth, adapting))]);
        svg.Write(path);
    }

    private static void Panel(Svg svg, int top, string unit, int hours, (string Name, string Colour, double[] Values)[] curves)
    {
        double smallest = curves.Min(curve => curve.Values.Min()), largest = curves.Max(curve => curve.Values.Max());
        double step = Math.Ceiling((largest - smallest) / Ticks / 5) * 5;
        double low = Math.Floor(smallest / step) * step, high = Math.Ceiling(largest / step) * step;
        int right = Width - 20, bottom = top + PanelHeight;
        svg.Add($"<text x='{Left}' y='{top - 8}' fill='#555'>{unit}</text>");
        for (double value = low; value <= high; value += step)
        {
            double y = bottom - (PanelHeight * (value - low) / (high - low));
            svg.AddTick(y, right, $"{value:0.#}");
        }

        double yearEnd = Left + ((right - Left) * 7152.0 / hours);
        svg.Add($"<line x1='{yearEnd:F1}' y1='{top}' x2='{yearEnd:F1}' y2='{bottom}' stroke='#999' stroke-dasharray='4 3'/>");
        svg.Add($"<text x='{Left + 4}' y='{bottom + 18}' fill='#555'>2013</text><text x='{yearEnd + 4:F1}' y='{bottom + 18}' fill='#555'>2014</text>");
        int legend = right;
        foreach (var (name, colour, values) in curves.Reverse())
        {
            legend -= 30 + (8 * name.Length);
            svg.Add($"<text x='{legend + 20}' y='{top - 8}' fill='{colour}'>— {name}</text>");
        }

        foreach (var (_, colour, values) in curves)
        {
            svg.AddCurve(colour, 1.3, values.Select((value, i) =>
                (Left + ((right - Left) * (double)i / (values.Length - 1)), bottom - (PanelHeight * (value - low) / (high - low)))));
        }
    }

    private static double[] Daily(float[] hours) => [.. hours.Chunk(Day).Select(day => day.Average(value => (double)value))];

    private static double[] RunningError(float[] truth, float[] estimates)
    {
        double[] daily = Daily([.. truth.Zip(estimates, (measured, estimated) => Math.Abs(measured - estimated))]);
        return [.. daily.Select((_, day) => daily[Math.Max(0, day - 29)..(day + 1)].Average())];
    }
}
