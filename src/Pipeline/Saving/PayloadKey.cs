using Microsoft.ML.Data;

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
