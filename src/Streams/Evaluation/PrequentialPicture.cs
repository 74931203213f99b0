using System.Globalization;
using System.Net;
using System.Text;

namespace AdaptiveML.Streams;

/// <summary>The error of each window against the rows: a line a model, dashed for the plain methods.</summary>
internal static class PrequentialPicture
{
    private const int Width = 860, Height = 420, Left = 70, Right = 200, Top = 50, Bottom = 50, Line = 20;

    private static readonly (string Light, string Dark)[] Colours =
    [
        ("#1f5f8b", "#6cb6e6"), ("#b3471d", "#f0905f"), ("#2e7d4f", "#74cf9b"), ("#7a3f9d", "#c795e6"),
        ("#8a6d00", "#dcc04a"), ("#b0306a", "#f080b0"), ("#00757a", "#5fd0d5"), ("#555555", "#bbbbbb"),
    ];

    public static string Draw(PrequentialResult result, string? title)
    {
        double[] errors = [.. result.Scores.SelectMany(score => score.Curve).Select(point => point.Window.MeanError).Where(double.IsFinite)];
        double highest = Ceiling(errors.DefaultIfEmpty(1).Max());
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {Height}' font-family='sans-serif' font-size='12'>");
        Style(svg);
        Add(svg, $"<rect class='back' width='{Width}' height='{Height}'/>");
        Add(svg, $"<text class='ink' x='{Left}' y='28' font-size='15'>{WebUtility.HtmlEncode(title ?? Heading(result))}</text>");
        for (int tick = 0; tick <= 4; tick++)
        {
            double x = X(result, result.Rows * tick / 4.0), y = Y(highest, highest * tick / 4);
            Add(svg, $"<line class='grid' x1='{Left}' y1='{y:F1}' x2='{Width - Right}' y2='{y:F1}'/>");
            Add(svg, $"<text class='ink' x='{Left - 8}' y='{y + 4:F1}' text-anchor='end'>{highest * tick / 4:0.#####}</text>");
            Add(svg, $"<text class='ink' x='{x:F1}' y='{Height - Bottom + 20}' text-anchor='middle'>{result.Rows * tick / 4:N0}</text>");
        }

        Add(svg, $"<text class='ink' x='{(Left + Width - Right) / 2}' y='{Height - 10}' text-anchor='middle'>rows</text>");
        foreach (var (i, score) in result.Scores.Index())
        {
            string dashes = score.IsBaseline ? " stroke-dasharray='5 4'" : "";
            int colour = i % Colours.Length, at = Top + 10 + (i * Line);
            foreach (string points in Stretches(result, score, highest))
            {
                Add(svg, $"<polyline class='c{colour}' points='{points}'{dashes}/>");
            }

            Add(svg, $"<line class='c{colour}' x1='{Width - Right + 14}' y1='{at}' x2='{Width - Right + 40}' y2='{at}'{dashes}/>");
            Add(svg, $"<text class='ink' x='{Width - Right + 46}' y='{at + 4}'>{WebUtility.HtmlEncode(score.Name)}</text>");
        }

        Add(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Style(StringBuilder svg)
    {
        svg.Append("<style>polyline,line{fill:none;stroke-width:1.8}.grid{stroke:#8884;stroke-width:1}.back{fill:#fff}.ink{fill:#222}");
        foreach (var (i, colour) in Colours.Index())
        {
            Append(svg, $".c{i}{{stroke:{colour.Light}}}");
        }

        svg.Append("@media(prefers-color-scheme:dark){.back{fill:#16181c}.ink{fill:#ddd}");
        foreach (var (i, colour) in Colours.Index())
        {
            Append(svg, $".c{i}{{stroke:{colour.Dark}}}");
        }

        svg.Append("}</style>\n");
    }

    private static string Heading(PrequentialResult result)
    {
        string error = result.Scores[0].Overall is ClassificationFigures ? "Share of rows taken for another class" : "Mean absolute error";
        return string.Create(CultureInfo.InvariantCulture, $"{error}, windows of {result.WindowRows:N0} rows");
    }

    /// <summary>The points of a line, a list for each part of it that is not interrupted by a window without a judged row.</summary>
    private static IEnumerable<string> Stretches(PrequentialResult result, PrequentialScore score, double highest)
    {
        var points = new StringBuilder();
        foreach (var point in score.Curve)
        {
            if (double.IsFinite(point.Window.MeanError))
            {
                Append(points, $"{X(result, point.Row):F1},{Y(highest, point.Window.MeanError):F1} ");
            }
            else if (points.Length > 0)
            {
                yield return points.ToString();
                points.Clear();
            }
        }

        if (points.Length > 0)
        {
            yield return points.ToString();
        }
    }

    private static double X(PrequentialResult result, double row) => Left + ((Width - Left - Right) * row / Math.Max(result.Rows, 1));

    private static double Y(double highest, double error) => Height - Bottom - ((Height - Top - Bottom) * error / highest);

    /// <summary>The next of 1, 2, 4, 8 and their tens at or above a value.</summary>
    private static double Ceiling(double value)
    {
        if (!(value > 0))
        {
            return 1;
        }

        double decade = 1;
        for (; decade > value; decade /= 10)
        {
        }

        for (; decade * 10 <= value; decade *= 10)
        {
        }

        return decade * ((double[])[1, 2, 4, 8, 10]).First(step => step * decade >= value);
    }

    private static void Add(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Append(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
