namespace AdaptiveML.Kernels;

/// <summary>
/// The unit in which kernels lay out memory: sixteen lanes, whatever the element type and the machine's vector width.
/// Lengths are rounded up to whole tiles; what pads a tile is zero and stays zero.
/// </summary>
internal static class Tile
{
    /// <summary>Lanes in a tile.</summary>
    public const int Lanes = 16;

    /// <summary>Number of tiles that hold <paramref name="length"/> elements.</summary>
    public static int Count(int length) => (length + Lanes - 1) / Lanes;

    /// <summary><paramref name="length"/> rounded up to whole tiles.</summary>
    public static int Pad(int length) => Count(length) * Lanes;
}
