using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

internal sealed partial class LruStack<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The machine's name in a payload.</summary>
    internal const string Component = "lru-stack";

    /// <summary>Saves and loads learners of this machine.</summary>
    internal static LearnerCodec<T, LruStack<T>, LruStackOptions> Codec { get; } = new(
        Component, LruStackJson.Default.LruStackOptions, new(), static learner => learner.Options,
        static (inputs, outputs, options) => new(inputs, outputs, options));
}
