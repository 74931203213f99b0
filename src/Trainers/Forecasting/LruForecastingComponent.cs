using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Trainers;

/// <summary>Describes <see cref="LruForecastingTransformer"/>, so that its models can be saved and loaded.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class LruForecastingComponent() : ComponentDescriptor<ColumnsOutput>(Name)
{
    private const string Name = "AdaptiveML.Trainers.ForecastByLru";

    public override Action<ScoreInput, ColumnsOutput, SavedModelScorer> GetMapping() => Map;

    public override byte[] Encode(IOnlineLearner<float> learner, IReadOnlyDictionary<string, string> attributes) =>
        ((LruForecaster<float>)learner).Encode(attributes);

    public override IOnlineLearner<float> Decode(ReadOnlySpan<byte> payload, PayloadHeader header) => LruForecaster<float>.Decode(payload, header);

    public override OnlineTransformer CreateTransformer(OnlineModel model) => new LruForecastingTransformer(model);

    private static void Map(ScoreInput input, ColumnsOutput output, SavedModelScorer state) => state.Score(input, output);
}
