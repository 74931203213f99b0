using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>
/// What is said of the number of an <see cref="AlarmReason"/>: whether there is an alarm, and its reason in a word. A number that is none's is no alarm, and
/// has an empty reason.
/// </summary>
internal static class AlarmWords
{
    private static readonly ReadOnlyMemory<char>[] Words = [.. Enum.GetNames<AlarmReason>().Select(name => name.AsMemory())];

    public static bool IsAlarm(float number) => number >= 1 && IsKnown(number);

    public static ReadOnlyMemory<char> Reason(float number) => IsKnown(number) ? Words[(int)number] : default;

    private static bool IsKnown(float number) => number >= 0 && number < Words.Length && float.IsInteger(number);
}
