using AdaptiveML.Online;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Puts behind the features the code of a group column of integers without a sign.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class UnsignedGroupFactory : CustomMappingFactory<UnsignedGroupFactory.Input, CodedFeatures>
{
    public const string Contract = "AdaptiveML.Pipeline.UnsignedGroup";

    public override Action<Input, CodedFeatures> GetMapping() => Map;

    public static void Map(Input input, CodedFeatures output) => output.Join(input.Features, SequenceKey.Of((long)input.Group));

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.Group)]
        public ulong Group { get; set; }
    }
}
