namespace SequenceFeatures;

/// <summary>Prints how contenders did.</summary>
internal static class RaceTable
{
    public static void PrintHeading()
    {
        Console.WriteLine(
            $"A row, and up to {Setting.Features} features of the past, in front of a linear "
            + "model. Mean squared errors in variances of the fit (the first 40 % of the rows);");
        Console.WriteLine("settings and penalties are those that were best on the next 20 %, errors are of the rest.");
    }

    public static void Print(Question question, Result[] results)
    {
        double best = Math.Min(Report(results, "lags"), Report(results, "averages"));
        Console.WriteLine();
        Console.WriteLine(FormattableString.Invariant($"{question.Name} ({question.Count} rows of {question.Width} values)"));
        Console.WriteLine();
        Console.WriteLine(
            "| features of the past           | number | setting                      "
            + "         | fitted once, SDCA | to the best plain | goes on learning, RLS |");
        Console.WriteLine(
            "|--------------------------------|-------:|---------------------------------------"
            + "|------------------:|------------------:|----------------------:|");
        foreach (var result in results)
        {
            string change = FormattableString.Invariant($"{100 * ((result.Frozen.Report / best) - 1):+0.0;−0.0} %");
            string errors = FormattableString.Invariant($"{result.Frozen.Report,17:F4} | {change,17} | {result.Learning.Report,21:F4}");
            Console.WriteLine(FormattableString.Invariant($"| {result.Name,-30} | {result.Features,6} | {result.Setting,-37} | {errors} |"));
        }
    }

    private static double Report(Result[] results, string name) => results.Single(result => result.Name == name).Frozen.Report;
}
