using AdaptiveML.Learners;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Trainers;

/// <summary>What <see cref="OnlineLruTransformer"/> says of itself, to be saved and loaded.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class OnlineLruFace() : OnlineFace<ScoreOutput>(Name)
{
    private const string Name = "AdaptiveML.Trainers.OnlineLru";

    public override Action<ScoreInput, ScoreOutput, ScoreState> GetMapping() => Map;

    public override byte[] Encode(IOnlineLearner<float> learner, IReadOnlyDictionary<string, string> attributes) =>
        LruCodec.Encode((LruLearner<float>)learner, attributes);

    public override IOnlineLearner<float> Decode(ReadOnlySpan<byte> payload, PayloadHeader header) => LruCodec.Decode<float>(payload, header);

    public override OnlineTransformer CreateTransformer(OnlineModel model) => new OnlineLruTransformer(model);

    private static void Map(ScoreInput input, ScoreOutput output, ScoreState state) => state.Score(input, output);
}
