using System.Globalization;
using System.Text;

namespace AdaptiveML.Samples;

/// <summary>A picture with a title.</summary>
internal sealed class Svg
{
    /// <summary>Where the title and all panels begin.</summary>
    public const int Left = 60;

    private readonly StringBuilder _text = new();

    public Svg(int width, int height, string title)
    {
        Add($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' font-family='sans-serif' font-size='13'>");
        Add($"<rect width='{width}' height='{height}' fill='white'/>");
        Add($"<text x='{Left}' y='24' font-size='17'>{title}</text>");
    }

    /// <summary>Points of a line or a polygon.</summary>
    public static string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(point => Text($"{point.X:F1},{point.Y:F1}")));

    /// <summary>Adds a line of SVG.</summary>
    public void Add(FormattableString line) => _text.AppendLine(Text(line));

    /// <summary>Adds a line of the grid with what it stands for.</summary>
    public void AddTick(double y, int right, FormattableString value)
    {
        Add($"<line x1='{Left}' y1='{y:F1}' x2='{right}' y2='{y:F1}' stroke='#ddd'/>");
        Add($"<text x='{Left - 8}' y='{y + 4:F1}' text-anchor='end' fill='#555'>{Text(value)}</text>");
    }

    /// <summary>Adds a curve.</summary>
    public void AddCurve(string colour, double width, IEnumerable<(double X, double Y)> points) =>
        Add($"<polyline fill='none' stroke='{colour}' stroke-width='{width}' points='{Points(points)}'/>");

    /// <summary>Adds a curve of so many of the values, as far from each other from the left to <paramref name="right"/>.</summary>
    public void AddCurve(string colour, double[] values, int points, int right, Func<double, double> y) =>
        AddCurve(colour, 1.4, Enumerable.Range(0, points).Select(point =>
            (Left + ((right - Left) * (point / (points - 1.0))), y(values[point * (values.Length - 1) / (points - 1)]))));

    public void Write(string path)
    {
        Add($"</svg>");
        File.WriteAllText(path, _text.ToString());
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
