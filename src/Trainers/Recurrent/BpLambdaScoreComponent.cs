using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Trainers;

/// <summary>Of a model that estimates a number.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class BpLambdaScoreComponent() : BpLambdaComponent<ScoreOutput>(Name)
{
    private const string Name = "AdaptiveML.Trainers.BpLambda";
}
