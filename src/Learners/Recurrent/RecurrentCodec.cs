using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Saves and loads a <see cref="RecurrentLearner{T}"/> or <see cref="RecurrentClassifier{T}"/>: training k rows, saving, loading and training m equals training
/// k + m, bit for bit.
/// </summary>
public static class RecurrentCodec
{
    /// <summary>The machine's name in a payload.</summary>
    public const string Component = "recurrent";

    private static readonly LearnerCodec<RecurrentOptions> Codec = new(Component, RecurrentJson.Default.RecurrentOptions, new());

    /// <summary>Writes a learner.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="attributes">What the owner adds.</param>
    public static byte[] Encode<T>(RecurrentLearner<T> learner, IReadOnlyDictionary<string, string> attributes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(learner);
        return Codec.Encode(learner, learner.Options, attributes);
    }

    /// <summary>Makes a learner from a payload.</summary>
    /// <param name="payload">All of the payload.</param>
    /// <param name="header">Its header.</param>
    /// <exception cref="InvalidDataException">The payload is another machine's, or does not fit its own options.</exception>
    public static RecurrentLearner<T> Decode<T>(ReadOnlySpan<byte> payload, PayloadHeader header)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Codec.Decode<T, RecurrentLearner<T>>(payload, header, RecurrentLearner<T>.Create);
}
