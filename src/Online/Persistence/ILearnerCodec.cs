using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>Writes learners as payloads and makes learners of payloads: those of one machine, <see cref="LearnerCodec{T, TLearner, TOptions}"/>, or of several,
/// <see cref="LearnerCodecs{T}"/>.</summary>
/// <typeparam name="T">Element type of the learners.</typeparam>
internal interface ILearnerCodec<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The machines' names in a payload.</summary>
    IReadOnlyList<string> Components { get; }

    /// <summary>Whether a learner is of these machines.</summary>
    bool Writes(IOnlineLearner<T> learner);

    /// <summary>The learner as a payload: training k rows, saving, loading and training m equals training k + m, bit for bit.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="attributes">What the owner adds.</param>
    /// <exception cref="ArgumentException">The learner is of another machine.</exception>
    /// <exception cref="InvalidOperationException">The payload would be larger than <see cref="LearnerPayload.MaximumLength"/>.</exception>
    byte[] Encode(IOnlineLearner<T> learner, IReadOnlyDictionary<string, string> attributes);

    /// <summary>Makes a learner of a payload.</summary>
    /// <param name="payload">All of the payload.</param>
    /// <param name="header">Its header.</param>
    /// <exception cref="InvalidDataException">The payload is another machine's, or does not fit its own options.</exception>
    IOnlineLearner<T> Decode(ReadOnlySpan<byte> payload, PayloadHeader header);

    /// <summary>Makes a new learner as a header says, which has learnt nothing: of its sizes and its options.</summary>
    /// <param name="header">The header.</param>
    /// <exception cref="InvalidDataException">It is another machine's, or its options make no sense.</exception>
    IOnlineLearner<T> Create(PayloadHeader header);
}
