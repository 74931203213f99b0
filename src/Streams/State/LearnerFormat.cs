using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>How the learners of a stream are written to bytes and made of them again.</summary>
/// <remarks>What is decoded must go on exactly where the encoded learner stood, bit for bit, as <c>Save</c> and <c>Load</c> of the learners do.</remarks>
public sealed class LearnerFormat
{
    private readonly Func<IOnlineLearner<float>, byte[]> _encode;
    private readonly Func<ReadOnlyMemory<byte>, IOnlineLearner<float>> _decode;

    /// <summary>That of <see cref="Learners.Saving.SavedLearner"/>, for the machines of this library.</summary>
    public static LearnerFormat Default { get; } =
        new(Learners.Saving.SavedLearner.Encode, static payload => Learners.Saving.SavedLearner.Decode(payload.Span));

    /// <summary>A format of two functions.</summary>
    /// <param name="encode">Writes a learner.</param>
    /// <param name="decode">Makes a learner of what was written; throws <see cref="InvalidDataException"/> where it cannot.</param>
    public LearnerFormat(Func<IOnlineLearner<float>, byte[]> encode, Func<ReadOnlyMemory<byte>, IOnlineLearner<float>> decode)
    {
        ArgumentNullException.ThrowIfNull(encode);
        ArgumentNullException.ThrowIfNull(decode);
        (_encode, _decode) = (encode, decode);
    }

    /// <summary>A learner as bytes.</summary>
    public byte[] Encode(IOnlineLearner<float> learner) => _encode(learner);

    /// <summary>The learner that bytes hold.</summary>
    /// <exception cref="InvalidDataException">They hold none.</exception>
    public IOnlineLearner<float> Decode(ReadOnlyMemory<byte> payload) => _decode(payload);
}
