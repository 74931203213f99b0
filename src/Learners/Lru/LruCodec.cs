using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>Saves and loads a <see cref="LruLearner{T}"/>: training k rows, saving, loading and training m equals training k + m, bit for bit.</summary>
internal static class LruCodec
{
    /// <summary>The machine's name in a payload.</summary>
    public const string Component = "lru";

    private static readonly LearnerCodec<LruOptions> Codec = new(Component, LruJson.Default.LruOptions, new());

    /// <summary>Writes a learner.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="attributes">What the owner adds.</param>
    public static byte[] Encode<T>(LruLearner<T> learner, IReadOnlyDictionary<string, string> attributes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(learner);
        return Codec.Encode(learner, learner.Options, attributes);
    }

    /// <summary>Makes a learner from a payload.</summary>
    /// <param name="payload">All of the payload.</param>
    /// <param name="header">Its header.</param>
    /// <exception cref="InvalidDataException">The payload is another machine's, or does not fit its own options.</exception>
    public static LruLearner<T> Decode<T>(ReadOnlySpan<byte> payload, PayloadHeader header)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Codec.Decode<T, LruLearner<T>>(payload, header, static (inputs, outputs, options) => new(inputs, outputs, options));
}
