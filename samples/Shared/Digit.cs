using System.Globalization;

namespace AdaptiveML.Samples;

/// <summary>A handwritten digit.</summary>
/// <param name="Features">Dark dots in each of 8 by 8 blocks, 0 to 16 (optdigits), or x and y of eight points of the pen, 0 to 100 (pendigits).</param>
/// <param name="Value">0 to 9.</param>
internal sealed record Digit(float[] Features, int Value)
{
    /// <summary>
    /// Reads a file: a heading, then a digit a line, its features and its value, with commas between; a quoted row number before them is left out.
    /// </summary>
    /// <param name="file">Name of the file.</param>
    /// <param name="folder">Where it lies; null for the data beside the program.</param>
    public static Digit[] Read(string file, string? folder = null) =>
        [.. File.ReadLines(Path.Combine(folder ?? Path.Combine(AppContext.BaseDirectory, "data"), file)).Skip(1).Select(line => Parse(line.Split(',')))];

    private static Digit Parse(string[] cells) => new(
        Array.ConvertAll(cells[(cells[0].StartsWith('"') ? 1 : 0)..^1], cell => float.Parse(cell, CultureInfo.InvariantCulture)),
        int.Parse(cells[^1], CultureInfo.InvariantCulture));
}
