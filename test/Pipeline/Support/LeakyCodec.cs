using System.Globalization;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>Saves and loads the component's learners. It counts how often a payload was decoded.</summary>
internal sealed class LeakyCodec : ILearnerCodec<float>
{
    private int _decoded;

    public static LeakyCodec Instance { get; } = new();

    public int Decoded => Volatile.Read(ref _decoded);

    public IReadOnlyList<string> Components { get; } = ["leaky"];

    public bool Writes(IOnlineLearner<float> learner) => learner is LeakySum;

    public byte[] Encode(IOnlineLearner<float> learner, IReadOnlyDictionary<string, string> attributes) =>
        LearnerPayload.Write(learner, "leaky", $"{learner.Memory.MaximumSequences}", attributes);

    public IOnlineLearner<float> Decode(ReadOnlySpan<byte> payload, PayloadHeader header)
    {
        Interlocked.Increment(ref _decoded);
        return LearnerPayload.Read<float, LeakySum>(payload, header, () => New(header));
    }

    public IOnlineLearner<float> Create(PayloadHeader header) => New(header);

    private static LeakySum New(PayloadHeader header) =>
        new(header.InputSize, int.Parse(header.Options, CultureInfo.InvariantCulture), header.OutputSize);
}
