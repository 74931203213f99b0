using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>An engine's learners at one moment, for readers to copy. While any of them reads it, or may begin to, it does not change.</summary>
internal sealed class Publication
{
    private readonly (IOnlineLearner<float> Learner, ClassLabels? Classes)[] _stages;
    private int _readers;

    public Publication(ReadOnlySpan<StageBinding> stages)
    {
        _stages = new (IOnlineLearner<float>, ClassLabels?)[stages.Length];
        for (int i = 0; i < stages.Length; i++)
        {
            _stages[i] = (stages[i].Learner.Foremost().Clone(), stages[i].Present.Columns.Classes);
        }
    }

    /// <summary>The learners that predict, and the classes that they know.</summary>
    public IReadOnlyList<(IOnlineLearner<float> Learner, ClassLabels? Classes)> Stages => _stages;

    /// <summary>How many rows and labels the learners have taken.</summary>
    public long Version { get; set; }

    /// <summary>When it was made, as a time stamp.</summary>
    public long Made { get; set; }

    /// <summary>Whether nobody reads it.</summary>
    public bool IsFree => Volatile.Read(ref _readers) == 0;

    /// <summary>Takes over what the learners are now.</summary>
    public void CopyFrom(ReadOnlySpan<StageBinding> stages)
    {
        for (int i = 0; i < stages.Length; i++)
        {
            var stage = stages[i];
            var (learner, classes) = (stage.Learner.Foremost(), stage.Present.Columns.Classes);
            if (classes == _stages[i].Classes)
            {
                _stages[i].Learner.Memory.CopyFrom(learner.Memory);
            }
            else
            {
                _stages[i] = (learner.Clone(), classes);
            }
        }
    }

    /// <summary>A reader comes.</summary>
    public void Enter() => Interlocked.Increment(ref _readers);

    /// <summary>A reader goes.</summary>
    public void Leave() => Interlocked.Decrement(ref _readers);
}
