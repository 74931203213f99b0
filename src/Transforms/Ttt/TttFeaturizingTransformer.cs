using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Transforms;

/// <summary>
/// Gives rows features that know of the rows before them. Made by <see cref="TttFeaturizingEstimator"/>. Its inner models learn from every row, in
/// <c>Transform</c> as well: they are state. What the fit has learnt, the views, never changes.
/// </summary>
public sealed class TttFeaturizingTransformer : OnlineTransformer
{
    internal TttFeaturizingTransformer(OnlineModel model)
        : base(model) => Options = Read((TttFeaturizer<float> learner) => learner.Options);

    /// <summary>Shape and learning rules.</summary>
    public TttFeaturizerOptions Options { get; }

    /// <summary>The featurizer at the model's point in time, the caller's own: to be used without ML.NET.</summary>
    public TttFeaturizer<float> CreateLearner() => (TttFeaturizer<float>)Model.CreateLearner();
}
