using AdaptiveML.Online;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Puts behind the features the code of a group column of integers without a sign.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class UnsignedGroupFactory : CustomMappingFactory<UnsignedGroupFactory.Input, GroupedFeatures>
{
    public const string Contract = "AdaptiveML.Pipeline.UnsignedGroup";

    public override Action<Input, GroupedFeatures> GetMapping() => Map;

    public static void Map(Input input, GroupedFeatures output) => output.Join(input.Features, SequenceKey.Of((long)input.Group));

    internal sealed class Input : UngroupedFeatures
    {
        [ColumnName(ReservedNames.Group)]
        public ulong Group { get; set; }
    }
}
