using AdaptiveML.Samples;

namespace OnlineSequences;

/// <summary>A picture of each contest: running means of what the methods lost, each step predicted before it was learnt.</summary>
internal static class CurveChart
{
    private const int Width = 1200, PanelHeight = 220, Left = Svg.Left, Right = 20, Top = 86, Gap = 60, Ticks = 4, Points = 400, Label = 110;

    private static readonly string[] Colours = ["#d1495b", "#f4a6a0", "#e0a030", "#b08968", "#9aa5b1", "#3f7cac", "#1d3f5e", "#6a994e", "#7b5ea7", "#222222"];

    public static void Write(string path, IReadOnlyList<(string Name, Outcome[] Outcomes)> contests)
    {
        int height = Top + (contests.Count * (PanelHeight + Gap));
        var svg = new Svg(Width, height, "Log-loss of nets that learn step by step, in nats: running means of a twentieth of the labels");
        foreach (var (i, outcome) in contests[0].Outcomes.Index())
        {
            svg.Add($"<text x='{Left + (Label * i)}' y='46' fill='{Colours[i]}'>— {outcome.Name}</text>");
        }

        for (int i = 0; i < contests.Count; i++)
        {
            Panel(svg, Top + (i * (PanelHeight + Gap)), contests[i].Name, contests[i].Outcomes);
        }

        svg.Write(path);
    }

    private static void Panel(Svg svg, int top, string name, Outcome[] outcomes)
    {
        double[][] curves = Array.ConvertAll(
            outcomes, outcome => RunningMeans.Of([.. outcome.Answers.Select(answer => answer.Loss)], outcome.Answers.Count / 20));
        double high = curves.Max(curve => curve.Max()), low = curves.Min(curve => curve.Min());
        int bottom = top + PanelHeight;
        svg.Add($"<text x='{Left}' y='{top - 8}' fill='#222'>{name}</text>");
        for (int tick = 0; tick <= Ticks; tick++)
        {
            double y = bottom - (PanelHeight * (double)tick / Ticks);
            svg.AddTick(y, Width - Right, $"{low + ((high - low) * tick / Ticks):F2}");
        }

        for (int i = 0; i < curves.Length; i++)
        {
            svg.AddCurve(Colours[i], curves[i], Points, Width - Right, value => bottom - (PanelHeight * (value - low) / (high - low)));
        }
    }
}
