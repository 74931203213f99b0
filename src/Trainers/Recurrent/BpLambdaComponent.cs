using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>Describes <see cref="BpLambdaTransformer"/>, so that its models can be saved and loaded, whether it writes a number or of classes.</summary>
internal abstract class BpLambdaComponent<TOutput>(string contract) : ComponentDescriptor<TOutput>(contract, RecurrentLearner<float>.Codec)
    where TOutput : ScoreOutput, new()
{
    public sealed override Action<ScoreInput, TOutput, SavedModelScorer> GetMapping() => Map;

    public sealed override OnlineTransformer CreateTransformer(OnlineModel model) => new BpLambdaTransformer(model);

    private static void Map(ScoreInput input, TOutput output, SavedModelScorer state) => state.Score(input, output);
}
