using AdaptiveML.Online;

namespace AdaptiveML.Learners.Trials;

/// <summary>How often each label has come, and which has most often; a label beyond the room that there is is not counted.</summary>
internal sealed class LabelVotes
{
    private const int Room = 64;

    private readonly Field _field;

    /// <summary>Adds the field.</summary>
    public LabelVotes(Layout state)
    {
        _field = state.AddStructs<Vote, double>("votes", Room);
        state.RequireStructs<Vote>(_field, static vote => FieldRules.IsCount(vote.Count), "counts of labels");
    }

    /// <summary>The label with most votes; NaN before the first.</summary>
    public double Majority(LearnerMemory memory)
    {
        var best = default(Vote);
        foreach (ref readonly var vote in memory.State.Refs<Vote>(_field))
        {
            best = vote.Count > best.Count ? vote : best;
        }

        return best.Count > 0 ? best.Label : double.NaN;
    }

    /// <summary>Counts a label.</summary>
    public void Take(LearnerMemory memory, double label)
    {
        foreach (ref var vote in memory.State.Refs<Vote>(_field))
        {
            if (vote.Count == 0 || vote.Label == label)
            {
                vote = new() { Label = label, Count = vote.Count + 1 };
                return;
            }
        }
    }

    private struct Vote
    {
        public double Label;
        public double Count;
    }
}
