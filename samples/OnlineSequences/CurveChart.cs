using System.Globalization;
using System.Text;

namespace OnlineSequences;

/// <summary>A picture of each contest: running means of what the methods lost, each step predicted before it was learnt.</summary>
internal static class CurveChart
{
    private const int Width = 1200, PanelHeight = 220, Left = 60, Right = 20, Top = 86, Gap = 60, Ticks = 4, Points = 400, Label = 110;

    private static readonly string[] Colours = ["#d1495b", "#f4a6a0", "#e0a030", "#b08968", "#9aa5b1", "#3f7cac", "#1d3f5e", "#6a994e", "#7b5ea7", "#222222"];

    public static void Write(string path, IReadOnlyList<(string Name, Outcome[] Outcomes)> contests)
    {
        int height = Top + (contests.Count * (PanelHeight + Gap));
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {height}' font-family='sans-serif' font-size='13'>");
        Line(svg, $"<rect width='{Width}' height='{height}' fill='white'/>");
        Line(svg, $"<text x='{Left}' y='24' font-size='17'>Log-loss of nets that learn step by step, in nats: running means of a twentieth of the labels</text>");
        foreach (var (i, outcome) in contests[0].Outcomes.Index())
        {
            Line(svg, $"<text x='{Left + (Label * i)}' y='46' fill='{Colours[i]}'>— {outcome.Name}</text>");
        }

        for (int i = 0; i < contests.Count; i++)
        {
            Panel(svg, Top + (i * (PanelHeight + Gap)), contests[i].Name, contests[i].Outcomes);
        }

        Line(svg, $"</svg>");
        File.WriteAllText(path, svg.ToString());
    }

    private static void Panel(StringBuilder svg, int top, string name, Outcome[] outcomes)
    {
        double[][] curves = Array.ConvertAll(outcomes, outcome => Running([.. outcome.Answers.Select(answer => answer.Loss)]));
        double high = curves.Max(curve => curve.Max()), low = curves.Min(curve => curve.Min());
        int bottom = top + PanelHeight;
        Line(svg, $"<text x='{Left}' y='{top - 8}' fill='#222'>{name}</text>");
        for (int tick = 0; tick <= Ticks; tick++)
        {
            double y = bottom - (PanelHeight * (double)tick / Ticks);
            Line(svg, $"<line x1='{Left}' y1='{y:F1}' x2='{Width - Right}' y2='{y:F1}' stroke='#ddd'/><text x='{Left - 8}' y='{y + 4:F1}' text-anchor='end' fill='#555'>{low + ((high - low) * tick / Ticks):F2}</text>");
        }

        for (int i = 0; i < curves.Length; i++)
        {
            var points = Enumerable.Range(0, Points).Select(point => (X: point / (Points - 1.0), Y: curves[i][point * (curves[i].Length - 1) / (Points - 1)])).Select(point => string.Create(
                CultureInfo.InvariantCulture, $"{Left + ((Width - Right - Left) * point.X):F1},{bottom - (PanelHeight * (point.Y - low) / (high - low)):F1}"));
            Line(svg, $"<polyline fill='none' stroke='{Colours[i]}' stroke-width='1.4' points='{string.Join(' ', points)}'/>");
        }
    }

    private static double[] Running(double[] losses)
    {
        int window = losses.Length / 20;
        double[] means = new double[losses.Length - window + 1];
        double sum = losses[..window].Sum();
        for (int i = 0; i < means.Length; i++)
        {
            means[i] = sum / window;
            sum += (i + window < losses.Length ? losses[i + window] : 0) - losses[i];
        }

        return means;
    }

    private static void Line(StringBuilder svg, FormattableString line) => svg.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
