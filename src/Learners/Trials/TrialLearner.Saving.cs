using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Trials;

internal sealed partial class TrialLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The machine's name in a payload.</summary>
    internal const string Component = "trial";

    /// <summary>Saves and loads learners of this machine.</summary>
    internal static LearnerCodec<T, TrialLearner<T>, TrialRules> Codec { get; } = new(
        Component, TrialJson.Default.TrialRules, new(), static learner => learner.Rules, static (_, _, rules) => new(rules));
}
