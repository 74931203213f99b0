using AdaptiveML.Learners.Trials;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>Answers by one of several models, and compares the others with it. Made by <see cref="TrialEstimator"/>.</summary>
public sealed class TrialTransformer : OnlinePredictionTransformer<TrialModelParameters>
{
    internal TrialTransformer(OnlineModel model)
        : base(model)
    {
    }

    /// <inheritdoc/>
    private protected override TrialModelParameters CreateParameters() => Read((TrialLearner<float> trial) => new TrialModelParameters(Model, trial));
}
