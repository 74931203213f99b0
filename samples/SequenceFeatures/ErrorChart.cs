using AdaptiveML.Samples;

namespace SequenceFeatures;

/// <summary>A picture of the reported rows of each question: the running mean of the squared errors of linear models that are fitted once.</summary>
internal static class ErrorChart
{
    private const int Width = 1200, PanelHeight = 180, Left = Svg.Left, Right = 20, Top = 60, Gap = 60, Ticks = 3, Window = 720, Points = 400;

    private static readonly (string Name, string Colour)[] Curves =
        [("lags", "#3f7cac"), ("averages", "#6a994e"), ("TTT-Linear", "#e0a030"), ("TTT-MLP", "#d1495b")];

    public static void Write(string path, IReadOnlyList<(Question Question, Result[] Results)> races)
    {
        int height = Top + (races.Count * (PanelHeight + Gap));
        var svg = new Svg(
            Width,
            height,
            $"Squared errors of linear models fitted once, by what they see of the past: running means of {Window} rows, in variances of the fit");
        for (int i = 0; i < races.Count; i++)
        {
            Panel(svg, Top + (i * (PanelHeight + Gap)), races[i].Question, races[i].Results);
        }

        svg.Write(path);
    }

    private static void Panel(Svg svg, int top, Question question, Result[] results)
    {
        var curves = Curves.Select(curve => (curve.Name, curve.Colour, Values: Running(question, results.Single(result => result.Name == curve.Name).Answers)))
            .ToArray();
        double high = curves.Max(curve => curve.Values.Max());
        int bottom = top + PanelHeight;
        svg.Add($"<text x='{Left}' y='{top - 8}' fill='#222'>{question.Name}</text>");
        for (int tick = 0; tick <= Ticks; tick++)
        {
            double y = bottom - (PanelHeight * (double)tick / Ticks);
            svg.AddTick(y, Width - Right, $"{high * tick / Ticks:G2}");
        }

        for (int i = 0; i < curves.Length; i++)
        {
            var (name, colour, values) = curves[i];
            svg.Add($"<text x='{Width - Right - (120 * (curves.Length - i))}' y='{top - 8}' fill='{colour}'>— {name}</text>");
            svg.AddCurve(colour, values, Points, Width - Right, value => bottom - (PanelHeight * value / high));
        }
    }

    private static double[] Running(Question question, float[] answers) => RunningMeans.Of(
        [.. Enumerable.Range(question.ChoiceEnd, question.Count - question.ChoiceEnd).Where(row => float.IsFinite(question.Answers[row]))
            .Select(row => Math.Pow(answers[row - question.FitEnd] - question.Answers[row], 2))],
        Window);
}
