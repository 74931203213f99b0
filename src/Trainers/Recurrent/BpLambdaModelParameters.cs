using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>The net that a trainer of BpLambda has fitted, in figures.</summary>
public sealed class BpLambdaModelParameters : OnlineModelParameters
{
    internal BpLambdaModelParameters(OnlineModel model, RecurrentLearner<float> learner)
        : base(model, learner) => (Cell, HiddenUnits, Diagnostics) = (learner.Options.Cell, learner.Options.HiddenUnits, learner.Diagnostics);

    /// <summary>What the recurrent layer is made of.</summary>
    public RecurrentCell Cell { get; }

    /// <summary>Units of the recurrent layer.</summary>
    public int HiddenUnits { get; }

    /// <summary>What the net knows of its own learning: its method, phase and audits.</summary>
    public RecurrentDiagnostics Diagnostics { get; }
}
