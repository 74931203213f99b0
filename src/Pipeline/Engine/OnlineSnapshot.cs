using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>All of an engine's learners at one moment, to go back to.</summary>
public sealed class OnlineSnapshot
{
    private readonly (IOnlineLearner<float> Learner, ClassLabels? Classes)[] _stages;

    internal OnlineSnapshot(ReadOnlySpan<StageBinding> stages)
    {
        _stages = new (IOnlineLearner<float>, ClassLabels?)[stages.Length];
        for (int i = 0; i < stages.Length; i++)
        {
            _stages[i] = (stages[i].Learner.ToLearner(), stages[i].Present.Columns.Classes);
        }
    }

    /// <summary>The learner of each online stage, and the classes that it knew.</summary>
    internal IReadOnlyList<(IOnlineLearner<float> Learner, ClassLabels? Classes)> Stages => _stages;

    /// <summary>Throws unless the engine can go back to it. Layouts have room for further classes, so that their number counts too.</summary>
    /// <exception cref="ArgumentException">It is of learners of another shape.</exception>
    internal void RequireShapeOf(ReadOnlySpan<StageBinding> stages)
    {
        bool isOf = _stages.Length == stages.Length;
        for (int i = 0; i < stages.Length && isOf; i++)
        {
            isOf = IsOf(_stages[i], stages[i]);
        }

        if (!isOf)
        {
            throw new ArgumentException("The snapshot is of a learner of another shape.");
        }
    }

    private static bool IsOf((IOnlineLearner<float> Learner, ClassLabels? Classes) then, StageBinding now) =>
        then.Classes is { } classes && classes != now.Present.Columns.Classes
            ? classes.Extends(now.Stage.Model.Columns.Classes!)
            : then.Learner.OutputSize == now.Present.OutputSize && now.Learner.HasLayoutsOf(then.Learner);
}
