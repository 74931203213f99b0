using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Brings the constant's mapping back when a model is loaded.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class PayloadKeyFactory : CustomMappingFactory<NoColumns, PayloadKey>
{
    public const string Contract = "AdaptiveML.Pipeline.PayloadKey";

    public override Action<NoColumns, PayloadKey> GetMapping() => PayloadKey.Map;
}
