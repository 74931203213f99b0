using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// How much the residual counts: the more, the more of the errors are the head's, on rows that neither had learnt.
/// <code>
/// gate = limit · (e + 1) / (e + e′ + 3)      e, e′: errors of the head and of the residual
/// </code>
/// </summary>
internal sealed class LearntGate
{
    private readonly Field _errors;
    private readonly double _limit;
    private readonly bool _learns;

    /// <summary>Adds the field to the state.</summary>
    public LearntGate(Layout state, double limit, bool learns) => (_errors, _limit, _learns) = (state.Add<double>("gate.errors", 2), limit, learns);

    /// <summary>The gate in force.</summary>
    public double Value(LearnerMemory memory)
    {
        ReadOnlySpan<double> errors = memory.State.View<double>(_errors);
        return _learns ? _limit * (errors[0] + 1) / (errors[0] + errors[1] + 3) : _limit;
    }

    /// <summary>Takes in what both said of a row that neither had learnt.</summary>
    public void Count(LearnerMemory memory, bool isHeadRight, bool isResidualRight, double weight)
    {
        var errors = memory.State.View<double>(_errors);
        errors[0] += isHeadRight ? 0 : weight;
        errors[1] += isResidualRight ? 0 : weight;
    }
}
