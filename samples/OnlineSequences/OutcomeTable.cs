using AdaptiveML.Online;

namespace OnlineSequences;

/// <summary>Prints how the methods did.</summary>
internal static class OutcomeTable
{
    public static void PrintHeading(string name, bool hasTest)
    {
        Console.WriteLine();
        Console.WriteLine(name);
        Console.WriteLine();
        Console.WriteLine(
            $"| method         | log-loss, last tenth | {(hasTest ? "wrong, last tenth | right on other writers" : "wrong, last tenth")} "
            + "| a step, µs | shared, KB | a sequence, KB | in the end          |");
        Console.WriteLine(
            $"|----------------|---------------------:|{(hasTest ? "------------------:|-----------------------:" : "------------------:")}"
            + "|-----------:|-----------:|---------------:|---------------------|");
    }

    public static void Print(Outcome outcome)
    {
        string accuracy = FormattableString.Invariant($"{100 * outcome.Errors,15:F1} % | {Accuracy(outcome)}");
        string cost = FormattableString.Invariant(
            $"{outcome.Microseconds,10:F1} | {outcome.SharedBytes / 1024.0,10:F1} | {outcome.SequenceBytes / 1024.0,14:F1}");
        Console.WriteLine(FormattableString.Invariant($"| {outcome.Name,-14} | {outcome.Loss,20:F4} | {accuracy}{cost} | {End(outcome),-19} |"));
    }

    private static string Accuracy(Outcome outcome) => outcome.Accuracy is { } accuracy ? FormattableString.Invariant($"{100 * accuracy,20:F1} % | ") : "";

    /// <summary>What Auto chose, and whether the guard has changed the phase.</summary>
    private static string End(Outcome outcome) =>
        outcome.Name == "Auto" ? $"chose {outcome.Diagnostics.Method}"
        : outcome.Diagnostics.Phase == RecurrentPhase.Online ? ""
        : $"{outcome.Diagnostics.Phase}";
}
