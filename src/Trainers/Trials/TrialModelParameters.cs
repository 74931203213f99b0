using AdaptiveML.Learners.Trials;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>A trial so far, in figures.</summary>
public sealed class TrialModelParameters : OnlineModelParameters
{
    internal TrialModelParameters(OnlineModel model, TrialLearner<float> trial)
        : base(model, trial) => (Rules, Standings) = (trial.Rules, trial.Standings);

    /// <summary>Who takes part, and by what rules another answers.</summary>
    public TrialRules Rules { get; }

    /// <summary>Who answers, how each has done, and what has changed.</summary>
    public TrialStandings Standings { get; }
}
