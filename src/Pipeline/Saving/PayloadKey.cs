using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>The constant by which a saved model looks up its payload.</summary>
internal sealed class PayloadKey
{
    public static readonly string Constant = "1";
    private static readonly ReadOnlyMemory<char> ConstantText = Constant.AsMemory();

    [ColumnName(ReservedNames.Key)]
    public ReadOnlyMemory<char> Key { get; set; } = ConstantText;

    public static void Map(NoColumns input, PayloadKey output) => output.Key = ConstantText;
}

/// <summary>Brings the constant's mapping back when a model is loaded.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class PayloadKeyFactory : CustomMappingFactory<NoColumns, PayloadKey>
{
    public const string Contract = "AdaptiveML.Pipeline.PayloadKey";

    public override Action<NoColumns, PayloadKey> GetMapping() => PayloadKey.Map;
}

/// <summary>The input of a mapping that reads nothing.</summary>
internal sealed class NoColumns;
