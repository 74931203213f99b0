using System.Globalization;
using System.Text;

namespace SequenceFeatures;

/// <summary>A picture of the reported rows of each question: the running mean of the squared errors of linear models that are fitted once.</summary>
internal static class ErrorChart
{
    private const int Width = 1200, PanelHeight = 180, Left = 60, Right = 20, Top = 60, Gap = 60, Ticks = 3, Window = 720, Points = 400;

    private static readonly (string Name, string Colour)[] Curves = [("lags", "#3f7cac"), ("averages", "#6a994e"), ("TTT-Linear", "#e0a030"), ("TTT-MLP", "#d1495b")];

    public static void Write(string path, IReadOnlyList<(Question Question, Result[] Results)> races)
    {
        int height = Top + (races.Count * (PanelHeight + Gap));
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {height}' font-family='sans-serif' font-size='13'>");
        Line(svg, $"<rect width='{Width}' height='{height}' fill='white'/>");
        Line(svg, $"<text x='{Left}' y='24' font-size='17'>Squared errors of linear models fitted once, by what they see of the past: running means of {Window} rows, in variances of the fit</text>");
        for (int i = 0; i < races.Count; i++)
        {
            Panel(svg, Top + (i * (PanelHeight + Gap)), races[i].Question, races[i].Results);
        }

        Line(svg, $"</svg>");
        File.WriteAllText(path, svg.ToString());
    }

    private static void Panel(StringBuilder svg, int top, Question question, Result[] results)
    {
        var curves = Curves.Select(curve => (curve.Name, curve.Colour, Values: Running(question, results.Single(result => result.Name == curve.Name).Answers))).ToArray();
        double high = curves.Max(curve => curve.Values.Max());
        int bottom = top + PanelHeight;
        Line(svg, $"<text x='{Left}' y='{top - 8}' fill='#222'>{question.Name}</text>");
        for (int tick = 0; tick <= Ticks; tick++)
        {
            double y = bottom - (PanelHeight * (double)tick / Ticks);
            Line(svg, $"<line x1='{Left}' y1='{y:F1}' x2='{Width - Right}' y2='{y:F1}' stroke='#ddd'/><text x='{Left - 8}' y='{y + 4:F1}' text-anchor='end' fill='#555'>{high * tick / Ticks:G2}</text>");
        }

        for (int i = 0; i < curves.Length; i++)
        {
            var (name, colour, values) = curves[i];
            Line(svg, $"<text x='{Width - Right - (120 * (curves.Length - i))}' y='{top - 8}' fill='{colour}'>— {name}</text>");
            var points = Enumerable.Range(0, Points).Select(point => (X: point / (Points - 1.0), Y: values[point * (values.Length - 1) / (Points - 1)])).Select(point => string.Create(
                CultureInfo.InvariantCulture, $"{Left + ((Width - Right - Left) * point.X):F1},{bottom - (PanelHeight * point.Y / high):F1}"));
            Line(svg, $"<polyline fill='none' stroke='{colour}' stroke-width='1.4' points='{string.Join(' ', points)}'/>");
        }
    }

    private static double[] Running(Question question, float[] answers)
    {
        double[] squares = [.. Enumerable.Range(question.ChoiceEnd, question.Count - question.ChoiceEnd).Where(row => float.IsFinite(question.Answers[row])).Select(row => Math.Pow(answers[row - question.FitEnd] - question.Answers[row], 2))];
        double[] means = new double[squares.Length - Window + 1];
        double sum = squares[..Window].Sum();
        for (int i = 0; i < means.Length; i++)
        {
            means[i] = sum / Window;
            sum += (i + Window < squares.Length ? squares[i + Window] : 0) - squares[i];
        }

        return means;
    }

    private static void Line(StringBuilder svg, FormattableString line) => svg.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
