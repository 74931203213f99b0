using System.Globalization;

namespace TaskSwitch;

/// <summary>A handwritten digit: a picture of 8 by 8 blocks.</summary>
/// <param name="Blocks">Dark dots in each block, 0 to 16.</param>
/// <param name="Value">0 to 9.</param>
internal sealed record Digit(float[] Blocks, int Value)
{
    private const int Size = 64;

    /// <summary>Digits of writers to learn from, in a random order.</summary>
    public static Digit[] ToLearn()
    {
        var digits = Read("optdigits.tra");
        new Random(3).Shuffle(digits);
        return digits;
    }

    /// <summary>Digits of other writers.</summary>
    public static Digit[] ToTest() => Read("optdigits.tes");

    private static Digit[] Read(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", file)).Skip(1).Select(line => Array.ConvertAll(line.Split(','), cell => float.Parse(cell, CultureInfo.InvariantCulture)))
            .Select(cells => new Digit(cells[..Size], (int)cells[Size]))];
}
