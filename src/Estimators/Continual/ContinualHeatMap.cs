using System.Globalization;
using System.Net;
using System.Text;

namespace AdaptiveML.Estimators;

/// <summary>A picture of accuracy matrices: a row for each task learnt, a column for each task tested, the darker the better.</summary>
internal static class ContinualHeatMap
{
    private const int Cell = 44, Left = 130, Top = 90, Gap = 150, Right = 130, Bottom = 40;

    public static string Draw(ContinualMetrics metrics)
    {
        int side = metrics.TaskNames.Count * Cell, width = Left + (2 * side) + Gap + Right, height = Top + side + Bottom;
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' font-family='sans-serif' font-size='12'>");
        Line(svg, $"<rect width='{width}' height='{height}' fill='white'/>");
        Panel(svg, Left, "class-incremental", metrics.TaskNames, metrics.ClassIncremental);
        Panel(svg, Left + side + Gap, "task-incremental", metrics.TaskNames, metrics.TaskIncremental);
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Panel(StringBuilder svg, int left, string protocol, IReadOnlyList<string> names, ContinualAccuracy accuracy)
    {
        Line(svg, $"<text x='{left}' y='22' font-size='15'>{protocol}: {100 * accuracy.AverageAccuracy:F1} %, forgets {100 * accuracy.Forgetting:F1}</text>");
        Line(svg, $"<text x='{left}' y='42' fill='#555'>accuracy on each task (columns) after each (rows), %</text>");
        for (int task = 0; task < names.Count; task++)
        {
            string name = WebUtility.HtmlEncode(names[task]);
            Line(svg, $"<text x='{left - 8}' y='{Top + (task * Cell) + (Cell / 2) + 4}' text-anchor='end'>{name}</text>");
            Line(svg, $"<text transform='translate({left + (task * Cell) + (Cell / 2)},{Top - 6}) rotate(-30)'>{name}</text>");
            for (int on = 0; on < names.Count; on++)
            {
                double value = accuracy[task, on];
                int x = left + (on * Cell), y = Top + (task * Cell);
                string frame = on <= task ? "#888" : "#ddd", ink = value > 0.55 ? "white" : "#222";
                Line(svg, $"<rect x='{x}' y='{y}' width='{Cell - 2}' height='{Cell - 2}' fill='#1f5f8b' fill-opacity='{value:F3}' stroke='{frame}'/>");
                Line(svg, $"<text x='{x + (Cell / 2) - 1}' y='{y + (Cell / 2) + 4}' text-anchor='middle' fill='{ink}'>{100 * value:F0}</text>");
            }
        }
    }

    private static void Line(StringBuilder svg, FormattableString line) => svg.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
