namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>A component of another assembly, as short as one can be.</summary>
internal abstract class LeakyComponentOf<TOutput>(string contract) : ComponentDescriptor<TOutput>(contract, LeakyCodec.Instance)
    where TOutput : ScoreOutput, new()
{
    public override Action<ScoreInput, TOutput, SavedModelScorer> GetMapping() => Map;

    public override OnlineTransformer CreateTransformer(OnlineModel model) => new LeakyTransformer(model);

    private static void Map(ScoreInput input, TOutput output, SavedModelScorer state) => state.Score(input, output);
}
