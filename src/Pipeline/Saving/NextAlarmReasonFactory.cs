using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Takes the first of the columns that remain, one of the reasons of alarms.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class NextAlarmReasonFactory : CustomMappingFactory<RemainingColumns, NextAlarmReason>
{
    public const string Contract = "AdaptiveML.Pipeline.NextAlarmReason";

    public override Action<RemainingColumns, NextAlarmReason> GetMapping() => Map;

    public static void Map(RemainingColumns input, NextAlarmReason output) => output.Take(input.Columns.GetValues());
}
