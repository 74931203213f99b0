using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>Describes <see cref="OnlineLruTransformer"/>, so that its models can be saved and loaded, whichever machine it has.</summary>
internal abstract class OnlineLruComponent<TOutput>(string contract) : ComponentDescriptor<TOutput>(contract, LruModelFactory.Codecs)
    where TOutput : ScoreOutput, new()
{
    public sealed override Action<ScoreInput, TOutput, SavedModelScorer> GetMapping() => Map;

    public sealed override OnlineTransformer CreateTransformer(OnlineModel model) => new OnlineLruTransformer(model);

    private static void Map(ScoreInput input, TOutput output, SavedModelScorer state) => state.Score(input, output);
}
