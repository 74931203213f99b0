using AdaptiveML.Online;

namespace AdaptiveML.Learners.Trials;

/// <summary>A trial so far.</summary>
/// <param name="AnsweredBy">The name of who answers.</param>
/// <param name="Labels">Labels that were judged.</param>
/// <param name="Contestants">How each has done: the models in their order, then the plain method, named "baseline".</param>
/// <param name="Changes">The last changes, the oldest first; at most 64.</param>
public sealed record TrialStandings(
    string AnsweredBy, long Labels, IReadOnlyList<TrialContestant> Contestants, IReadOnlyList<TrialChange> Changes)
{
    internal static TrialStandings Of(TrialReferee referee, LearnerMemory memory) => new(
        referee.Names[referee.Leader(memory)],
        referee.Rows(memory),
        [.. referee.Names.Select((name, i) =>
        {
            var record = referee.Record(memory, i);
            return new TrialContestant(name, record.Judged, record.MeanLoss, record.RecentLoss, record.Answered, referee.Evidence(memory, i));
        })],
        referee.Changes(memory));
}
