using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

internal sealed partial class LruLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The machine's name in a payload.</summary>
    internal const string Component = "lru";

    /// <summary>Saves and loads learners of this machine.</summary>
    internal static LearnerCodec<T, LruLearner<T>, LruOptions> Codec { get; } = new(
        Component, LruJson.Default.LruOptions, new(), static learner => learner.Options, static (inputs, outputs, options) => new(inputs, outputs, options));
}
