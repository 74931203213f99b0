using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>The component where it writes a score alone.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class LeakyComponent() : LeakyComponentOf<ScoreOutput>(Name)
{
    private const string Name = "AdaptiveML.Pipeline.Tests.Leaky";
}
