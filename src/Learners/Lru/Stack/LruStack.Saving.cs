using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

internal sealed partial class LruStack<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The machine's name in a payload.</summary>
    internal const string Component = "lru-stack";

    private static readonly LearnerCodec<LruStackOptions> Codec = new(Component, LruStackJson.Default.LruStackOptions, new());

    /// <summary>The learner as a payload: training k rows, saving, loading and training m equals training k + m, bit for bit.</summary>
    /// <param name="attributes">What the owner adds.</param>
    internal byte[] Encode(IReadOnlyDictionary<string, string> attributes) => Codec.Encode(this, Options, attributes);

    /// <summary>Makes a learner from a payload.</summary>
    /// <param name="payload">All of the payload.</param>
    /// <param name="header">Its header.</param>
    /// <exception cref="InvalidDataException">The payload is another machine's, or does not fit its own options.</exception>
    internal static LruStack<T> Decode(ReadOnlySpan<byte> payload, PayloadHeader header) =>
        Codec.Decode<T, LruStack<T>>(payload, header, static (inputs, outputs, options) => new(inputs, outputs, options));
}
