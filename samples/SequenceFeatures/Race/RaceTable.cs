namespace SequenceFeatures;

/// <summary>Prints how contenders did.</summary>
internal static class RaceTable
{
    public static void Print(Question question, Result[] results)
    {
        Console.WriteLine();
        Console.WriteLine($"{question.Name}: {question.Count} rows of {question.Width} values");
        Console.WriteLine();
        Console.WriteLine("| features                             | added | chosen                                    | fitted once: chosen on | report | learning: report |");
        Console.WriteLine("|--------------------------------------|------:|-------------------------------------------|-----------------------:|-------:|-----------------:|");
        foreach (var result in results)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"| {result.Name,-36} | {result.Features,5} | {result.Setting.Text + ", L2 " + result.Penalty,-41} | {result.Frozen.Choice,22:F4} | {result.Frozen.Report,6:F4} | {result.Learning.Report,16:F4} |"));
        }
    }
}
