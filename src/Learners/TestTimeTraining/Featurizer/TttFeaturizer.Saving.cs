using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

public abstract partial class TttFeaturizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The machine's name in a payload.</summary>
    internal const string Component = "ttt-featurizer";

    private static readonly LearnerCodec<TttFeaturizerOptions> Codec = new(Component, TttJson.Default.TttFeaturizerOptions, new());

    /// <summary>
    /// Writes the learner. <see cref="Load"/> makes one of it that goes on exactly where this one stands: training k rows, saving, loading and training m
    /// equals training k + m, bit for bit.
    /// </summary>
    /// <param name="stream">Where to; at most 512 MiB are written.</param>
    /// <exception cref="InvalidOperationException">The learner would take more than 512 MiB.</exception>
    public void Save(Stream stream) => LearnerPayload.Save(Encode, stream);

    /// <summary>Makes a learner of what <see cref="Save"/> wrote.</summary>
    /// <param name="stream">Where from; it is read to its end.</param>
    /// <exception cref="InvalidDataException">The stream holds no learner, one of another machine or of another version's format, or is damaged.</exception>
    public static TttFeaturizer<T> Load(Stream stream) => LearnerPayload.Load(stream, Decode);

    /// <inheritdoc cref="LearnerCodec{TOptions}.Encode"/>
    internal byte[] Encode(IReadOnlyDictionary<string, string> attributes) => Codec.Encode(this, Options, attributes);

    /// <inheritdoc cref="LearnerCodec{TOptions}.Decode"/>
    internal static TttFeaturizer<T> Decode(ReadOnlySpan<byte> payload, PayloadHeader header) =>
        Codec.Decode<T, TttFeaturizer<T>>(payload, header, static (inputs, _, options) => OfInputs(inputs, options));

    private static TttFeaturizer<T> OfInputs(int inputs, TttFeaturizerOptions options)
    {
        int tokens = options.SequenceLength ?? 1;
        return tokens > 0 && inputs % tokens == 0
            ? Create(inputs / tokens, options)
            : throw new InvalidDataException($"The saved featurizer has {inputs} inputs, which do not divide into {tokens} tokens.");
    }
}
