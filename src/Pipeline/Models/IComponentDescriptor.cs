using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Describes an ML.NET component of AdaptiveML, so that its models can be saved and loaded; to declare one, derive from
/// <see cref="ComponentDescriptor{TOutput}"/>.
/// </summary>
internal interface IComponentDescriptor
{
    /// <summary>The component's name in saved models.</summary>
    string Contract { get; }

    /// <summary>Whether its models can be saved that write other columns than a score.</summary>
    internal bool WritesColumns { get; }

    /// <summary>Saves and loads the learners of its models.</summary>
    ILearnerCodec<float> Learners { get; }

    /// <summary>Whether a learner of this component follows its rows as a stream. If not, what it predicts for a row depends on no other row.</summary>
    bool FollowsRows(IOnlineLearner<float> learner);

    /// <summary>Whether its learners judge models and are none themselves: limits on learning do not hold for them.</summary>
    internal bool IsJudge { get; }

    /// <summary>Makes the component's transformer.</summary>
    internal ITransformer CreateTransformer(OnlineModel model);

    /// <summary>The stage of a saved model that scores.</summary>
    internal IEstimator<ITransformer> CreateMapping(TransformsCatalog transforms);
}
