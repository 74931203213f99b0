using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Takes the first of the columns that remain, one of numbers.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class NextColumnFactory : CustomMappingFactory<RemainingColumns, NextNumber>
{
    public const string Contract = "AdaptiveML.Pipeline.NextColumn";

    public override Action<RemainingColumns, NextNumber> GetMapping() => Map;

    public static void Map(RemainingColumns input, NextNumber output) => output.Take(input.Columns.GetValues());
}
