using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Transforms;

/// <summary>Describes <see cref="TttFeaturizingTransformer"/>, so that its models can be saved and loaded.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class TttFeaturizingComponent() : ComponentDescriptor<ColumnsOutput>(Name, TttFeaturizer<float>.Codec)
{
    private const string Name = "AdaptiveML.Transforms.FeaturizeSequenceByTtt";

    public override Action<ScoreInput, ColumnsOutput, SavedModelScorer> GetMapping() => Map;

    public override bool FollowsRows(IOnlineLearner<float> learner) => ((TttFeaturizer<float>)learner).Options.SequenceLength is null;

    public override OnlineTransformer CreateTransformer(OnlineModel model) => new TttFeaturizingTransformer(model);

    private static void Map(ScoreInput input, ColumnsOutput output, SavedModelScorer state) => state.Score(input, output);
}
