namespace AdaptiveML.Pipeline;

/// <summary>The first of the columns that remain, of alarms.</summary>
internal sealed class NextAlarm : NextColumn<bool>
{
    protected override bool Convert(float number) => AlarmWords.IsAlarm(number);
}
