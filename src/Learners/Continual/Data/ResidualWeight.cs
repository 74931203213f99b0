using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// How much the residual counts: the more, the more of the errors are the head's, on rows that neither had learnt.
/// <code>
/// gate = limit · (e + 1) / (e + e′ + 3)      e, e′: errors of the head and of the residual
/// </code>
/// </summary>
internal sealed class ResidualWeight
{
    private readonly Field _errors;
    private readonly double _limit;
    private readonly bool _learns;

    /// <summary>Adds the field to the state.</summary>
    public ResidualWeight(Layout state, double limit, bool learns) =>
        (_errors, _limit, _learns) = (state.AddStruct<Errors, double>("gate.errors"), limit, learns);

    /// <summary>The gate in force.</summary>
    public double Value(LearnerMemory memory)
    {
        ref readonly var errors = ref memory.State.Ref<Errors>(_errors);
        return _learns ? _limit * (errors.Head + 1) / (errors.Head + errors.Residual + 3) : _limit;
    }

    /// <summary>Takes in what both said of a row that neither had learnt.</summary>
    public void Count(LearnerMemory memory, bool isHeadRight, bool isResidualRight, double weight)
    {
        ref var errors = ref memory.State.Ref<Errors>(_errors);
        errors.Head += isHeadRight ? 0 : weight;
        errors.Residual += isResidualRight ? 0 : weight;
    }

    private struct Errors
    {
        public double Head;
        public double Residual;
    }
}
