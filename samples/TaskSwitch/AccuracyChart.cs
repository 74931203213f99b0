using AdaptiveML.Samples;

namespace TaskSwitch;

/// <summary>A picture of the curves: balanced accuracy against the number of labelled rows, with the spread of the draws.</summary>
internal static class AccuracyChart
{
    private const int Width = 900, Height = 460, Right = 180, Top = 50, Bottom = 50;
    private const double Low = 0.65, High = 1;

    public static void Write(string path, Curve[] curves)
    {
        var svg = new Svg(Width, Height, "Ten new tasks from a few labelled rows: balanced accuracy on other writers");
        for (double tick = 0.7; tick < High + 0.01; tick += 0.1)
        {
            svg.AddTick(Y(tick), Width - Right, $"{tick:P0}");
        }

        for (int size = 0; size < Race.Sizes.Length; size++)
        {
            svg.Add($"<text x='{X(size):F1}' y='{Height - Bottom + 22}' text-anchor='middle' fill='#555'>{Race.Sizes[size]} rows</text>");
        }

        for (int i = 0; i < curves.Length; i++)
        {
            var curve = curves[i];
            double shift = (i - (curves.Length / 2.0)) * 4;
            svg.AddCurve(curve.Colour, 1.6, Race.Sizes.Select((_, size) => (X(size) + shift, Y(curve.Mean(size)))));
            svg.Add($"<text x='{Width - Right + 12}' y='{Top + (i * 20)}' fill='{curve.Colour}'>— {curve.Name}</text>");
            for (int size = 0; size < Race.Sizes.Length; size++)
            {
                double x = X(size) + shift, low = Y(curve.Mean(size) - curve.Spread(size)), high = Y(curve.Mean(size) + curve.Spread(size));
                svg.Add($"<line x1='{x:F1}' x2='{x:F1}' y1='{low:F1}' y2='{high:F1}' stroke='{curve.Colour}'/>");
            }
        }

        svg.Write(path);
    }

    private static double X(int size) => Svg.Left + 30 + ((Width - Svg.Left - Right - 60) * Math.Log(Race.Sizes[size] / 10.0) / Math.Log(30));

    private static double Y(double accuracy) => Height - Bottom - ((Height - Top - Bottom) * (accuracy - Low) / (High - Low));
}
