using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>Takes rows and labels to the learners themselves.</summary>
/// <param name="clock">Says which labels are given up; null where none are.</param>
internal sealed class DirectTaker(LabelClock? clock) : IRowTaker
{
    public bool TakesAtOnce => true;

    public bool IsKnown => false;

    public void Begin()
    {
    }

    public void Observe(ReadOnlySpan<StageBinding> stages)
    {
        foreach (var stage in stages)
        {
            stage.ObserveRead();
        }
    }

    public void EndRow(ReadOnlySpan<StageBinding> stages, string? key)
    {
        foreach (var stage in stages)
        {
            if (key is not null && stage.Present.TargetSize > 0 && float.IsNaN(stage.Label))
            {
                stage.AwaitRead(key);
            }
            else
            {
                stage.LearnRead();
            }
        }
    }

    public bool Tell(ReadOnlySpan<StageBinding> stages, ReadOnlySpan<char> key, ReadOnlyMemory<float> labels)
    {
        bool isTold = false;
        for (int i = 0; i < stages.Length; i++)
        {
            isTold |= stages[i].TryTell(key, labels.Span[i]);
        }

        return isTold;
    }

    public void Open(ReadOnlySpan<StageBinding> stages, int stage, string name) => stages[stage].Learner.Open();

    public void Reset(ReadOnlySpan<StageBinding> stages, SequenceKey? sequence)
    {
        foreach (var stage in stages)
        {
            stage.Learner.Reset(sequence);
        }
    }

    public void SetMode(ReadOnlySpan<StageBinding> stages, UpdateMode mode)
    {
        foreach (var stage in stages)
        {
            stage.Learner.SetMode(mode);
        }
    }

    public void Expire(ReadOnlySpan<StageBinding> stages)
    {
        foreach (var stage in stages)
        {
            // The clock is not asked where no row waits.
            if (stage.Learner.OldestArrival is not null && clock?.Expiry is { } moment)
            {
                stage.Learner.ExpireBefore(moment);
            }
        }
    }
}
