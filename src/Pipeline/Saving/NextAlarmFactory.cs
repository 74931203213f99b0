using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Takes the first of the columns that remain, one of alarms.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class NextAlarmFactory : CustomMappingFactory<RemainingColumns, NextAlarm>
{
    public const string Contract = "AdaptiveML.Pipeline.NextAlarm";

    public override Action<RemainingColumns, NextAlarm> GetMapping() => Map;

    public static void Map(RemainingColumns input, NextAlarm output) => output.Take(input.Columns.GetValues());
}
