using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Saves and loads a <see cref="ComodulationLearner{T}"/> with its base and all its tasks: training k rows, saving, loading and training m equals training k +
/// m, bit for bit.
/// </summary>
public static class ComodulationCodec
{
    /// <summary>The machine's name in a payload.</summary>
    public const string Component = "comodulation";

    private static readonly LearnerCodec<ComodulationConfiguration> Codec = new(Component, ComodulationJson.Default.ComodulationConfiguration, new());

    /// <summary>Writes a learner.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="attributes">What the owner adds.</param>
    public static byte[] Encode<T>(ComodulationLearner<T> learner, IReadOnlyDictionary<string, string> attributes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(learner);
        return Codec.Encode(learner, learner.Configuration, attributes);
    }

    /// <summary>Makes a learner from a payload.</summary>
    /// <param name="payload">All of the payload.</param>
    /// <param name="header">Its header.</param>
    /// <exception cref="InvalidDataException">The payload is another machine's, or does not fit its own options.</exception>
    public static ComodulationLearner<T> Decode<T>(ReadOnlySpan<byte> payload, PayloadHeader header)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Codec.Decode<T, ComodulationLearner<T>>(payload, header, static (inputs, _, plan) => new(inputs, plan));
}
