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

    /// <summary>Writes a learner of this component as a <see cref="LearnerPayload"/>.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="attributes">What the payload must carry besides.</param>
    byte[] Encode(IOnlineLearner<float> learner, IReadOnlyDictionary<string, string> attributes);

    /// <summary>Makes a learner from what <see cref="Encode"/> wrote.</summary>
    /// <param name="payload">All of the payload.</param>
    /// <param name="header">Its header.</param>
    /// <exception cref="InvalidDataException">The payload is not one of this component's.</exception>
    IOnlineLearner<float> Decode(ReadOnlySpan<byte> payload, PayloadHeader header);

    /// <summary>Whether a learner of this component follows its rows as a stream. If not, what it predicts for a row depends on no other row.</summary>
    bool FollowsRows(IOnlineLearner<float> learner);

    /// <summary>Makes the component's transformer.</summary>
    internal ITransformer CreateTransformer(OnlineModel model);

    /// <summary>The stage of a saved model that scores.</summary>
    internal IEstimator<ITransformer> CreateMapping(TransformsCatalog transforms);
}
