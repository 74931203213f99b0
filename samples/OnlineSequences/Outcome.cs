using AdaptiveML.Learners.Recurrent;

namespace OnlineSequences;

/// <summary>How a method did.</summary>
/// <param name="Name">The method.</param>
/// <param name="Answers">Its answers to the stream, in order.</param>
/// <param name="Accuracy">On sequences that were never learnt, or null where there are none.</param>
/// <param name="Microseconds">Of a step: prediction and update, through the engine.</param>
/// <param name="SharedBytes">Bytes of what all sequences share: parameters, gradients, moments and counters.</param>
/// <param name="SequenceBytes">Bytes of what one sequence has of its own.</param>
/// <param name="Diagnostics">What the net says of its own learning.</param>
internal sealed record Outcome(
    string Name,
    IReadOnlyList<Answer> Answers,
    double? Accuracy,
    double Microseconds,
    long SharedBytes,
    long SequenceBytes,
    RecurrentDiagnostics Diagnostics)
{
    /// <summary>Share of wrong answers in the last tenth of the stream.</summary>
    public double Errors => Last.Average(answer => answer.IsRight ? 0.0 : 1);

    /// <summary>Mean loss in the last tenth of the stream.</summary>
    public double Loss => Last.Average(answer => answer.Loss);

    private IEnumerable<Answer> Last => Answers.Skip(Answers.Count * 9 / 10);
}
