using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Puts behind the features the code of a group column of keys. Of a member that is a key ML.NET compares the width alone, whatever count it declares.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class KeyGroupFactory : CustomMappingFactory<KeyGroupFactory.Input, CodedFeatures>
{
    public const string Contract = "AdaptiveML.Pipeline.KeyGroup";

    public override Action<Input, CodedFeatures> GetMapping() => Map;

    public static void Map(Input input, CodedFeatures output) => output.Join(input.Features, GroupReader.OfKey(input.Group));

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.Group)]
        [KeyType(1)]
        public ulong Group { get; set; }
    }
}
