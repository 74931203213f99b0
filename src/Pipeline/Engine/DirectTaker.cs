using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>Takes rows and labels to the learners themselves.</summary>
internal sealed class DirectTaker(LabelClock? clock) : IRowTaker
{
    public bool TakesAtOnce => true;

    public void Observe(ReadOnlySpan<StageBinding> stages)
    {
        foreach (var stage in stages)
        {
            stage.ObserveRead();
        }
    }

    public void EndRow(ReadOnlySpan<StageBinding> stages, string? key)
    {
    }

    public void Tell(ReadOnlySpan<StageBinding> stages, ReadOnlySpan<char> key, ReadOnlyMemory<float> labels)
    {
        for (int i = 0; i < stages.Length; i++)
        {
            stages[i].TryTell(key, labels.Span[i]);
        }
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
        if (clock?.Expiry is { } moment)
        {
            foreach (var stage in stages)
            {
                stage.Learner.ExpireBefore(moment);
            }
        }
    }
}
