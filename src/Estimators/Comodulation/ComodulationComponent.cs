using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Estimators;

/// <summary>
/// Describes <see cref="ComodulationTransformer"/>, so that its models can be saved and loaded with all its tasks. Scoring has no memory, so that rows are no
/// stream.
/// </summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class ComodulationComponent() : ComponentDescriptor<ColumnsOutput>(Name, ComodulationLearner<float>.Codec)
{
    private const string Name = "AdaptiveML.Estimators.Comodulation";

    public override Action<ScoreInput, ColumnsOutput, SavedModelScorer> GetMapping() => Map;

    public override bool FollowsRows(IOnlineLearner<float> learner) => false;

    public override OnlineTransformer CreateTransformer(OnlineModel model) => new ComodulationTransformer(model);

    private static void Map(ScoreInput input, ColumnsOutput output, SavedModelScorer state) => state.Score(input, output);
}
