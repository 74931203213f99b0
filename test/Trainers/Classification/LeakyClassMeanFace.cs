using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Trainers.Tests.Classification;

/// <summary>The component of a classifier that follows streams.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class LeakyClassMeanFace() : OnlineFace<ColumnsOutput>(Name)
{
    private const string Name = "AdaptiveML.Trainers.Tests.LeakyClassMean";

    public override Action<ScoreInput, ColumnsOutput, ScoreState> GetMapping() => Map;

    public override byte[] Encode(IOnlineLearner<float> learner, IReadOnlyDictionary<string, string> attributes) => LearnerPayload.Write(learner, "leaky-class-mean", "{}", attributes);

    public override IOnlineLearner<float> Decode(ReadOnlySpan<byte> payload, PayloadHeader header)
    {
        var learner = new LeakyClassMean(header.InputSize, header.OutputSize);
        LearnerPayload.ReadMemory(payload, header, learner);
        return learner;
    }

    public override OnlineTransformer CreateTransformer(OnlineModel model) => new ClassMeanTransformer(model);

    private static void Map(ScoreInput input, ColumnsOutput output, ScoreState state) => state.Score(input, output);
}
