using Microsoft.ML.Data;

namespace AdaptiveML.Contract.Data;

/// <summary>
/// A stream of rows, some features of which are zero, and a signal that depends on what drove it in the past: the source of all labels. Each row belongs to one
/// of three groups, or to none that is known.
/// </summary>
internal static class Recording
{
    private static readonly string[] Groups = ["north", "south", "ünïcode, and longer than the others", ""];

    public static (Drive Row, float Signal)[] History { get; } = Run(phase: 0, count: 200);

    public static (Drive Row, float Signal)[] Future { get; } = Run(phase: 1, count: 300);

    private static (Drive Row, float Signal)[] Run(int phase, int count)
    {
        float lagged = 0;
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float[] features = [(float)Math.Sin((i * 0.2) + phase), (i * 7 % 11) - 5, Math.Max(0, (i * 5 % 13) - 6)];
            lagged = (0.8f * lagged) + features[0];
            return (
                new Drive { Index = i, Group = Groups[i % 29 == 28 ? 3 : i * 7 % 11 % 3], Features = new(Drive.Width, features) },
                lagged + (0.1f * features[1]));
        })];
    }
}
