using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Trainers;

/// <summary>Describes <see cref="LruForecastingTransformer"/>, so that its models can be saved and loaded.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class LruForecastingComponent() : ComponentDescriptor<ColumnsOutput>(Name, LruForecaster<float>.Codec)
{
    private const string Name = "AdaptiveML.Trainers.ForecastByLru";

    public override Action<ScoreInput, ColumnsOutput, SavedModelScorer> GetMapping() => Map;

    public override OnlineTransformer CreateTransformer(OnlineModel model) => new LruForecastingTransformer(model);

    private static void Map(ScoreInput input, ColumnsOutput output, SavedModelScorer state) => state.Score(input, output);
}
