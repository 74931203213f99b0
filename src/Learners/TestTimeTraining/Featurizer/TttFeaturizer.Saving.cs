using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

public abstract partial class TttFeaturizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The machine's name in a payload.</summary>
    internal const string Component = "ttt-featurizer";

    /// <summary>Saves and loads learners of this machine.</summary>
    internal static LearnerCodec<T, TttFeaturizer<T>, TttFeaturizerOptions> Codec { get; } = new(
        Component, TttJson.Default.TttFeaturizerOptions, new(), static learner => learner.Options, static (inputs, _, options) => OfInputs(inputs, options));

    /// <summary>
    /// Writes the learner. <see cref="Load"/> makes one of it that goes on exactly where this one stands: training k rows, saving, loading and training m
    /// equals training k + m, bit for bit.
    /// </summary>
    /// <param name="stream">Where to; at most 512 MiB are written.</param>
    /// <exception cref="InvalidOperationException">The learner would take more than 512 MiB.</exception>
    public void Save(Stream stream) => Codec.Save(this, stream);

    /// <summary>Makes a learner of what <see cref="Save"/> wrote.</summary>
    /// <param name="stream">Where from; it is read to its end.</param>
    /// <exception cref="InvalidDataException">The stream holds no learner, one of another machine or of another version's format, or is damaged.</exception>
    public static TttFeaturizer<T> Load(Stream stream) => Codec.Load(stream);

    private static TttFeaturizer<T> OfInputs(int inputs, TttFeaturizerOptions options)
    {
        int tokens = options.SequenceLength ?? 1;
        return tokens > 0 && inputs % tokens == 0
            ? Create(inputs / tokens, options)
            : throw new InvalidDataException($"The saved featurizer has {inputs} inputs, which do not divide into {tokens} tokens.");
    }
}
