using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AdaptiveML.Online;

/// <summary>Saves and loads the learners of one machine: a payload that holds its options and its memory.</summary>
/// <typeparam name="T">Element type of the learners.</typeparam>
/// <typeparam name="TLearner">The machine.</typeparam>
/// <typeparam name="TOptions">What, with the sizes of input and output, says how a learner of it is made.</typeparam>
/// <param name="component">The machine's name in a payload, which is for ever.</param>
/// <param name="type">How the options are written.</param>
/// <param name="defaults">What options have that a payload does not name.</param>
/// <param name="options">Reads a learner's options.</param>
/// <param name="create">Makes a learner of an input size, an output size and options.</param>
internal sealed class LearnerCodec<T, TLearner, TOptions>(
    string component, JsonTypeInfo<TOptions> type, TOptions defaults, Func<TLearner, TOptions> options, Func<int, int, TOptions, TLearner> create)
    : ILearnerCodec<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLearner : class, IOnlineLearner<T>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Components { get; } = [component];

    /// <inheritdoc/>
    public bool Writes(IOnlineLearner<T> learner) => learner is TLearner;

    /// <summary>Writes a learner to a stream.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="stream">Where to.</param>
    public void Save(TLearner learner, Stream stream) => LearnerPayload.Save(attributes => Encode(learner, attributes), stream);

    /// <summary>Reads a learner from a stream, which is read to its end.</summary>
    /// <param name="stream">Where from.</param>
    /// <exception cref="InvalidDataException">The stream holds no learner of this machine that can be read.</exception>
    public TLearner Load(Stream stream) => LearnerPayload.Load(stream, Decode);

    /// <inheritdoc cref="ILearnerCodec{T}.Encode"/>
    public byte[] Encode(TLearner learner, IReadOnlyDictionary<string, string> attributes) =>
        LearnerPayload.Write(learner, component, JsonSerializer.Serialize(options(learner), type), attributes);

    /// <inheritdoc cref="ILearnerCodec{T}.Decode"/>
    public TLearner Decode(ReadOnlySpan<byte> payload, PayloadHeader header)
    {
        RequireOwn(header);
        try
        {
            return LearnerPayload.Read<T, TLearner>(payload, header, () => New(header));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or ArithmeticException)
        {
            throw Senseless(exception);
        }
    }

    /// <inheritdoc cref="ILearnerCodec{T}.Create"/>
    public TLearner Create(PayloadHeader header)
    {
        RequireOwn(header);
        try
        {
            return New(header);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or ArithmeticException)
        {
            throw Senseless(exception);
        }
    }

    private TLearner New(PayloadHeader header) => create(header.InputSize, header.OutputSize, SavedOptions.Read(header.Options, type, defaults));

    private static InvalidDataException Senseless(Exception exception) => new($"The saved learner's options make no sense: {exception.Message}", exception);

    private void RequireOwn(PayloadHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header.Component != component)
        {
            throw new InvalidDataException($"The saved learner is a '{header.Component}', not a '{component}'.");
        }
    }

    byte[] ILearnerCodec<T>.Encode(IOnlineLearner<T> learner, IReadOnlyDictionary<string, string> attributes) => learner is TLearner own
        ? Encode(own, attributes)
        : throw new ArgumentException($"{learner?.GetType().Name ?? "null"} is no '{component}'.", nameof(learner));

    IOnlineLearner<T> ILearnerCodec<T>.Decode(ReadOnlySpan<byte> payload, PayloadHeader header) => Decode(payload, header);

    IOnlineLearner<T> ILearnerCodec<T>.Create(PayloadHeader header) => Create(header);
}
