using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Puts behind the features whether the row is the last of its sequence.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class EndFactory : CustomMappingFactory<EndFactory.Input, CodedFeatures>
{
    public const string Contract = "AdaptiveML.Pipeline.EndOfSequence";

    public override Action<Input, CodedFeatures> GetMapping() => Map;

    public static void Map(Input input, CodedFeatures output) => output.Join(input.Features, input.EndsSequence);

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.EndOfSequence)]
        public bool EndsSequence { get; set; }
    }
}
