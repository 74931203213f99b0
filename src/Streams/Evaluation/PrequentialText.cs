using System.Globalization;
using System.Text;

namespace AdaptiveML.Streams;

/// <summary>A result as text, whatever the culture.</summary>
internal static class PrequentialText
{
    public static string Table(PrequentialResult result, string loss)
    {
        var text = new StringBuilder();
        string[] headings =
        [
            "", "Rows", .. result.Scores[0].Overall.Cells.Select(cell => cell.Heading), "Window", "Fading", "p50 us", "p99 us", "bytes/row",
        ];
        List<string[]> lines = [headings, .. result.Scores.Select(Line)];
        int[] widths = [.. headings.Select((_, i) => lines.Max(line => line[i].Length))];
        Append(text, $"{result.Rows:N0} rows, windows of {result.WindowRows:N0}, fading factor {result.FadingFactor}\n");
        foreach (string[] line in lines)
        {
            string cells = string.Join("  ", line.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])));
            text.Append(cells.TrimEnd()).Append('\n');
        }

        Append(text, $"\n{loss}, {result.Scores[0].Name} less each other: mean, 95 % interval, p (t test of the means of blocks)\n");
        int width = result.Scores.Max(score => score.Name.Length);
        foreach (var pair in result.Comparisons.Where(pair => pair.First == result.Scores[0].Name))
        {
            string verdict = pair.IsFirstBetter ? "better" : pair.IsSecondBetter ? "worse" : "no difference shown";
            Append(text, $"{pair.Second.PadRight(width)}  {Signed(pair.Difference)}  {Signed(pair.Lower)} to {Signed(pair.Upper)}  ");
            Append(text, $"{(pair.PValue < 0.0001 ? "<0.0001" : Number(pair.PValue))}  {verdict}\n");
        }

        foreach (string message in result.Messages)
        {
            text.Append(message).Append('\n');
        }

        return text.ToString();
    }

    public static string Csv(PrequentialResult result)
    {
        var text = new StringBuilder();
        Heading(text, "Name,Baseline", result.Scores[0].Overall).Append(",MedianMicroseconds,P99Microseconds,BytesPerRow\n");
        foreach (var score in result.Scores)
        {
            Append(text, $"{Quoted(score.Name)},{(score.IsBaseline ? "true" : "false")}");
            Values(text, score.Overall);
            Append(text, $",{score.MedianMicroseconds:R},{score.P99Microseconds:R},{score.BytesPerRow:R}\n");
        }

        return text.ToString();
    }

    public static string CurveCsv(PrequentialResult result)
    {
        var text = new StringBuilder();
        Heading(text, "Name,Row,Figures", result.Scores[0].Overall).Append('\n');
        foreach (var score in result.Scores)
        {
            foreach (var point in score.Curve)
            {
                foreach (var (kind, figures) in new[] { ("overall", point.Overall), ("window", point.Window), ("fading", point.Fading) })
                {
                    Append(text, $"{Quoted(score.Name)},{point.Row},{kind}");
                    Values(text, figures).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    /// <summary>A number to four digits or so, empty where there is none.</summary>
    internal static string Number(double value) => double.IsNaN(value) ? "" : Math.Abs(value) switch
    {
        0 => "0",
        >= 1e6 or < 1e-4 => value.ToString("0.###E+0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.00", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.0000", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00000", CultureInfo.InvariantCulture),
    };

    private static string[] Line(PrequentialScore score) =>
    [
        score.Name,
        score.Overall.Rows.ToString("N0", CultureInfo.InvariantCulture),
        .. score.Overall.Cells.Select(cell => Number(cell.Value)),
        Number(score.Curve[^1].Window.MeanError),
        Number(score.Curve[^1].Fading.MeanError),
        score.IsBaseline ? "" : score.MedianMicroseconds.ToString("0.0", CultureInfo.InvariantCulture),
        score.IsBaseline ? "" : score.P99Microseconds.ToString("0.0", CultureInfo.InvariantCulture),
        score.IsBaseline ? "" : score.BytesPerRow.ToString("0", CultureInfo.InvariantCulture),
    ];

    private static string Signed(double value) => value > 0 ? "+" + Number(value) : double.IsNaN(value) ? "?" : Number(value);

    private static string Quoted(string name) => name.AsSpan().IndexOfAny(",\"\n\r") < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static StringBuilder Heading(StringBuilder text, string first, PrequentialFigures figures) =>
        text.Append(first).Append(",Rows").AppendJoin("", figures.Cells.Select(cell => "," + cell.Heading));

    private static StringBuilder Values(StringBuilder text, PrequentialFigures figures) =>
        text.Append(CultureInfo.InvariantCulture, $",{figures.Rows}")
            .AppendJoin("", figures.Cells.Select(cell => "," + cell.Value.ToString("R", CultureInfo.InvariantCulture)));

    private static void Append(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));
}
