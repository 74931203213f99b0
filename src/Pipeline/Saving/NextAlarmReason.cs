namespace AdaptiveML.Pipeline;

/// <summary>The first of the columns that remain, of the reasons of alarms.</summary>
internal sealed class NextAlarmReason : NextColumn<ReadOnlyMemory<char>>
{
    protected override ReadOnlyMemory<char> Convert(float number) => AlarmWords.Reason(number);
}
