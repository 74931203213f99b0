using AdaptiveML.Samples;

namespace TaskSwitch;

/// <summary>A picture of what a task does to the units: a bar for each, as many times as it counts in the base.</summary>
internal static class RelevanceChart
{
    private const int Width = 1200, Left = Svg.Left, Right = 20, Top = 50, PanelHeight = 150, Gap = 50;

    /// <param name="path">Where to.</param>
    /// <param name="task">Name of the task.</param>
    /// <param name="parts">Title and relevances of each layer.</param>
    public static void Write(string path, string task, params (string Title, float[] Relevance)[] parts)
    {
        var svg = new Svg(Width, Top + (parts.Length * (PanelHeight + Gap)), $"What the task '{task}' does to the units; 1 is as in the base");
        for (int i = 0; i < parts.Length; i++)
        {
            Panel(svg, Top + (i * (PanelHeight + Gap)), parts[i].Title, parts[i].Relevance);
        }

        svg.Write(path);
    }

    private static void Panel(Svg svg, int top, string title, float[] relevance)
    {
        double high = Math.Max(1.1, relevance.Max());
        double step = (double)(Width - Left - Right) / relevance.Length;
        double bottom = top + PanelHeight;
        double one = bottom - (PanelHeight / high);
        svg.Add($"<text x='{Left}' y='{top - 6}' fill='#222'>{title}</text><text x='{Left - 8}' y='{top + 10}' text-anchor='end' fill='#555'>{high:F1}</text>");
        for (int unit = 0; unit < relevance.Length; unit++)
        {
            double height = PanelHeight * relevance[unit] / high, x = Left + (unit * step), y = bottom - height;
            string colour = relevance[unit] > 1 ? "#d1495b" : "#b0b8c0";
            svg.Add($"<rect x='{x:F1}' y='{y:F1}' width='{step * 0.8:F1}' height='{height:F1}' fill='{colour}'/>");
        }

        svg.Add($"<line x1='{Left}' x2='{Width - Right}' y1='{one:F1}' y2='{one:F1}' stroke='#222' stroke-dasharray='4 3'/>");
        svg.Add($"<text x='{Left - 8}' y='{one + 4:F1}' text-anchor='end' fill='#555'>1</text>");
    }
}
