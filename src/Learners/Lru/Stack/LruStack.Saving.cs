using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

internal sealed partial class LruStack<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The machine's name in a payload.</summary>
    internal const string Component = "lru-stack";

    private static readonly LearnerCodec<LruStackOptions> Codec = new(Component, LruStackJson.Default.LruStackOptions, new());

    /// <inheritdoc cref="LearnerCodec{TOptions}.Encode"/>
    internal byte[] Encode(IReadOnlyDictionary<string, string> attributes) => Codec.Encode(this, Options, attributes);

    /// <inheritdoc cref="LearnerCodec{TOptions}.Decode"/>
    internal static LruStack<T> Decode(ReadOnlySpan<byte> payload, PayloadHeader header) =>
        Codec.Decode<T, LruStack<T>>(payload, header, static (inputs, outputs, options) => new(inputs, outputs, options));
}
