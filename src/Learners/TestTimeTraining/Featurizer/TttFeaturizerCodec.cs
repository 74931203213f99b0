using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// Saves and loads a <see cref="TttFeaturizer{T}"/>: following k rows, saving, loading and following m equals following k + m, bit for bit, within a mini-batch
/// too.
/// </summary>
public static class TttFeaturizerCodec
{
    /// <summary>The machine's name in a payload.</summary>
    public const string Component = "ttt-featurizer";

    private static readonly LearnerCodec<TttFeaturizerOptions> Codec = new(Component, TttJson.Default.TttFeaturizerOptions, new());

    /// <summary>Writes a learner.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="attributes">What the owner adds.</param>
    public static byte[] Encode<T>(TttFeaturizer<T> learner, IReadOnlyDictionary<string, string> attributes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(learner);
        return Codec.Encode(learner, learner.Options, attributes);
    }

    /// <summary>Makes a learner from a payload.</summary>
    /// <param name="payload">All of the payload.</param>
    /// <param name="header">Its header.</param>
    /// <exception cref="InvalidDataException">The payload is another machine's, or does not fit its own options.</exception>
    public static TttFeaturizer<T> Decode<T>(ReadOnlySpan<byte> payload, PayloadHeader header)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Codec.Decode<T, TttFeaturizer<T>>(payload, header, static (inputs, _, options) => OfInputs<T>(inputs, options));

    private static TttFeaturizer<T> OfInputs<T>(int inputs, TttFeaturizerOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int tokens = options.SequenceLength ?? 1;
        return tokens > 0 && inputs % tokens == 0
            ? TttFeaturizer.Create<T>(inputs / tokens, options)
            : throw new InvalidDataException($"The saved featurizer has {inputs} inputs, which do not divide into {tokens} tokens.");
    }
}
