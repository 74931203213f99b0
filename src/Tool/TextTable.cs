using System.Globalization;

namespace AdaptiveML.Tool;

/// <summary>Text in columns.</summary>
internal static class TextTable
{
    /// <summary>Writes rows below each other; columns but the first are flush right where all that is in them below the head are numbers.</summary>
    public static async Task WriteAsync(TextWriter output, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        bool[] areNumbers = [.. Enumerable.Range(0, widths.Length).Select(column => rows.Skip(1).All(row => IsNumber(row[column])))];
        foreach (string[] row in rows)
        {
            var cells = row.Select((cell, column) => areNumbers[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            await output.WriteLineAsync(string.Join("  ", cells).TrimEnd());
        }
    }

    /// <summary>A time in UTC to the millisecond.</summary>
    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The first digits of a hash.</summary>
    public static string Hash(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash)[..16];

    private static bool IsNumber(string cell) => cell.Length == 0 || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
