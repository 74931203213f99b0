using AdaptiveML.Online;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Puts behind the features the code of a group column of integers with a sign.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class IntegerGroupFactory : CustomMappingFactory<IntegerGroupFactory.Input, CodedFeatures>
{
    public const string Contract = "AdaptiveML.Pipeline.IntegerGroup";

    public override Action<Input, CodedFeatures> GetMapping() => Map;

    public static void Map(Input input, CodedFeatures output) => output.Join(input.Features, SequenceKey.Of(input.Group));

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.Group)]
        public long Group { get; set; }
    }
}
