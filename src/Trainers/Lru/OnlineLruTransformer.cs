using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>
/// Estimates the label of a row from its features and those of the rows before it, by linear recurrent units. Made by <see cref="OnlineLruTrainer"/>.
/// </summary>
public sealed class OnlineLruTransformer : OnlinePredictionTransformer<LruModelParameters>
{
    internal OnlineLruTransformer(OnlineModel model)
        : base(model)
    {
    }

    /// <summary>What was fitted.</summary>
    public LruModelKind ModelKind => Parameters.ModelKind;

    /// <summary>
    /// The machine at the model's point in time, the caller's own, to be used without ML.NET; of <see cref="LruModelKind.Combined"/> it is an
    /// <see cref="LruRegressor{T}"/>.
    /// </summary>
    public IOnlineLearner<float> CreateLearner() => Model.CreateLearner();

    /// <inheritdoc/>
    private protected override LruModelParameters CreateParameters() => Read((IOnlineLearner<float> learner) => new LruModelParameters(Model, learner));
}
