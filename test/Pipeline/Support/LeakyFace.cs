using System.Globalization;
using AdaptiveML.Online;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>A component of another assembly, as short as one can be. It counts how often a payload was decoded.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class LeakyFace() : OnlineFace<ScoreOutput>(Name)
{
    private const string Name = "AdaptiveML.Pipeline.Tests.Leaky";
    private static int _decoded;

    public static int Decoded => Volatile.Read(ref _decoded);

    public override Action<ScoreInput, ScoreOutput, ScoreState> GetMapping() => Map;

    public override byte[] Encode(IOnlineLearner<float> learner, IReadOnlyDictionary<string, string> attributes) =>
        LearnerPayload.Write(learner, "leaky", $"{learner.Memory.MaximumSequences}", attributes);

    public override IOnlineLearner<float> Decode(ReadOnlySpan<byte> payload, PayloadHeader header)
    {
        Interlocked.Increment(ref _decoded);
        var learner = new LeakySum(header.InputSize, int.Parse(header.Options, CultureInfo.InvariantCulture));
        LearnerPayload.ReadMemory(payload, header, learner);
        return learner;
    }

    public override OnlineTransformer CreateTransformer(OnlineModel model) => new LeakyTransformer(model);

    private static void Map(ScoreInput input, ScoreOutput output, ScoreState state) => state.Score(input, output);
}
