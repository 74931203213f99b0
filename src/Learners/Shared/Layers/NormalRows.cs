using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>Initial weights: rows of normal numbers.</summary>
internal static class NormalRows
{
    /// <summary>Rows, each padded to whole tiles, of normal numbers with variance 1 / <paramref name="fanIn"/>.</summary>
    public static void Draw<T>(Span<T> matrix, int rows, int columns, double fanIn, Xoshiro256 random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double scale = 1 / Math.Sqrt(fanIn);
        for (int row = 0; row < rows; row++)
        {
            foreach (ref T entry in matrix.Slice(row * Tile.Pad(columns), columns))
            {
                entry = T.CreateTruncating(scale * random.NextNormal());
            }
        }
    }
}
