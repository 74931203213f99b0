using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

internal sealed partial class LruLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The machine's name in a payload.</summary>
    internal const string Component = "lru";

    private static readonly LearnerCodec<LruOptions> Codec = new(Component, LruJson.Default.LruOptions, new());

    /// <inheritdoc cref="LearnerCodec{TOptions}.Encode"/>
    internal byte[] Encode(IReadOnlyDictionary<string, string> attributes) => Codec.Encode(this, Options, attributes);

    /// <inheritdoc cref="LearnerCodec{TOptions}.Decode"/>
    internal static LruLearner<T> Decode(ReadOnlySpan<byte> payload, PayloadHeader header) =>
        Codec.Decode<T, LruLearner<T>>(payload, header, static (inputs, outputs, options) => new(inputs, outputs, options));
}
