using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Takes the first of the columns that remain.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class NextColumnFactory : CustomMappingFactory<RemainingColumns, NextColumn>
{
    public const string Contract = "AdaptiveML.Pipeline.NextColumn";

    public override Action<RemainingColumns, NextColumn> GetMapping() => Map;

    public static void Map(RemainingColumns input, NextColumn output) => output.Take(input.Columns.GetValues());
}
