using System.Numerics;

namespace AdaptiveML.Kernels;

/// <summary>
/// The last step of every reduction: sixteen partial sums are added in one fixed pairwise order, so that a sum is the same at every vector width.
/// </summary>
internal static class LaneSum
{
    /// <summary>The sum of a tile's lanes; overwrites <paramref name="lanes"/>.</summary>
    public static T Reduce<T>(Span<T> lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int half = Tile.Lanes / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                lanes[i] += lanes[i + half];
            }
        }

        return lanes[0];
    }
}
