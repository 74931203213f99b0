using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Trainers;

/// <summary>Of a model that writes a score alone.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class OnlineLruScoreComponent() : OnlineLruComponent<ScoreOutput>(Name)
{
    private const string Name = "AdaptiveML.Trainers.OnlineLru";
}
