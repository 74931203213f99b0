using AdaptiveML.Online;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Puts behind the features the code of a group column of integers with a sign.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class IntegerGroupFactory : CustomMappingFactory<IntegerGroupFactory.Input, GroupedFeatures>
{
    public const string Contract = "AdaptiveML.Pipeline.IntegerGroup";

    public override Action<Input, GroupedFeatures> GetMapping() => Map;

    public static void Map(Input input, GroupedFeatures output) => output.Join(input.Features, SequenceKey.Of(input.Group));

    internal sealed class Input : UngroupedFeatures
    {
        [ColumnName(ReservedNames.Group)]
        public long Group { get; set; }
    }
}
