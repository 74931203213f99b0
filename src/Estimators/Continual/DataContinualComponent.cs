using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Estimators;

/// <summary>Describes <see cref="DataContinualTransformer"/>, so that its models can be saved and loaded, whichever learner it has.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class DataContinualComponent() : ComponentDescriptor<ColumnsOutput>(Name, ContinualCodecs<float>.All)
{
    private const string Name = "AdaptiveML.Estimators.DataContinual";

    public override Action<ScoreInput, ColumnsOutput, SavedModelScorer> GetMapping() => Map;

    /// <summary>Each row is for itself.</summary>
    public override bool FollowsRows(IOnlineLearner<float> learner) => false;

    public override OnlineTransformer CreateTransformer(OnlineModel model) => new DataContinualTransformer(model);

    private static void Map(ScoreInput input, ColumnsOutput output, SavedModelScorer state) => state.Score(input, output);
}
