using AdaptiveML.Learners;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Trainers.Tests.Classification;

/// <summary>A classifier's component as short as one can be: the nearest class mean.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class ClassMeanFace() : OnlineFace<ColumnsOutput>(Name)
{
    private const string Name = "AdaptiveML.Trainers.Tests.ClassMean";
    private const string Component = "class-mean";

    public override Action<ScoreInput, ColumnsOutput, ScoreState> GetMapping() => Map;

    public override byte[] Encode(IOnlineLearner<float> learner, IReadOnlyDictionary<string, string> attributes) => LearnerPayload.Write(learner, Component, "{}", attributes);

    public override IOnlineLearner<float> Decode(ReadOnlySpan<byte> payload, PayloadHeader header)
    {
        var learner = new NearestClassMean<float>(header.InputSize, header.OutputSize / 2);
        LearnerPayload.ReadMemory(payload, header, learner);
        return learner;
    }

    public override bool FollowsRows(IOnlineLearner<float> learner) => false;

    public override OnlineTransformer CreateTransformer(OnlineModel model) => new ClassMeanTransformer(model);

    private static void Map(ScoreInput input, ColumnsOutput output, ScoreState state) => state.Score(input, output);
}
