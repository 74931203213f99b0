using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace OnlineSequences;

/// <summary>How a method did.</summary>
/// <param name="Name">The method.</param>
/// <param name="Answers">Its answers to the stream, in order.</param>
/// <param name="Accuracy">On sequences that were never learnt, or null where there are none.</param>
/// <param name="Microseconds">Of a step: prediction and update, through the engine.</param>
/// <param name="Memory">The learner's memory in the end.</param>
/// <param name="Diagnostics">What the net says of its own learning.</param>
internal sealed record Outcome(
    string Name, IReadOnlyList<Answer> Answers, double? Accuracy, double Microseconds, LearnerMemory Memory, RecurrentDiagnostics Diagnostics)
{
    /// <summary>Share of wrong answers in the last tenth of the stream.</summary>
    public double Errors => Last.Average(answer => answer.IsRight ? 0.0 : 1);

    /// <summary>Mean loss in the last tenth of the stream.</summary>
    public double Loss => Last.Average(answer => answer.Loss);

    /// <summary>Bytes of what one sequence has of its own.</summary>
    public long SequenceBytes => Memory.Sequence.Bytes.Length;

    /// <summary>Bytes of what all share: parameters, gradients, moments and counters.</summary>
    public long SharedBytes => Memory.Parameters.Bytes.Length + Memory.Gradients.Bytes.Length + Memory.State.Bytes.Length;

    private IEnumerable<Answer> Last => Answers.Skip(Answers.Count * 9 / 10);
}
