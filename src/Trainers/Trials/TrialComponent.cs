using AdaptiveML.Learners.Trials;
using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Trainers;

/// <summary>Describes <see cref="TrialTransformer"/>, so that its models can be saved and loaded.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class TrialComponent() : ComponentDescriptor<ColumnsOutput>(Name, TrialLearner<float>.Codec)
{
    private const string Name = "AdaptiveML.Trainers.Trial";

    public override bool IsJudge => true;

    public override Action<ScoreInput, ColumnsOutput, SavedModelScorer> GetMapping() => Map;

    public override OnlineTransformer CreateTransformer(OnlineModel model) => new TrialTransformer(model);

    private static void Map(ScoreInput input, ColumnsOutput output, SavedModelScorer state) => state.Score(input, output);
}
