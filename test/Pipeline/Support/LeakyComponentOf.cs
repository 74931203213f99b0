using System.Globalization;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>A component of another assembly, as short as one can be. It counts how often a payload was decoded.</summary>
internal abstract class LeakyComponentOf<TOutput>(string contract) : ComponentDescriptor<TOutput>(contract)
    where TOutput : ScoreOutput, new()
{
    private static int _decoded;

    public static int Decoded => Volatile.Read(ref _decoded);

    public override Action<ScoreInput, TOutput, SavedModelScorer> GetMapping() => Map;

    public override byte[] Encode(IOnlineLearner<float> learner, IReadOnlyDictionary<string, string> attributes) =>
        LearnerPayload.Write(learner, "leaky", $"{learner.Memory.MaximumSequences}", attributes);

    public override IOnlineLearner<float> Decode(ReadOnlySpan<byte> payload, PayloadHeader header)
    {
        Interlocked.Increment(ref _decoded);
        var learner = new LeakySum(header.InputSize, int.Parse(header.Options, CultureInfo.InvariantCulture), header.OutputSize);
        LearnerPayload.ReadMemory(payload, header, learner);
        return learner;
    }

    public override OnlineTransformer CreateTransformer(OnlineModel model) => new LeakyTransformer(model);

    private static void Map(ScoreInput input, TOutput output, SavedModelScorer state) => state.Score(input, output);
}
