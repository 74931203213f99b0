using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>What a reduction sums up lane by lane: the sixteen partial sums of a tile.</summary>
internal interface ILaneSums<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The partial sums from <paramref name="lane"/> on, as many as a vector has lanes.</summary>
    TSimd At<TSimd>(nuint lane)
        where TSimd : struct, ISimd<TSimd, T>;
}

/// <summary>
/// The last step of every reduction: sixteen partial sums are added in one fixed pairwise order, lane i and lane i + 8, then i + 4, i + 2 and i + 1,
/// so that a sum is the same at every vector width. Where a vector has eight lanes or more the tree stays in registers.
/// </summary>
internal static class LaneSum
{
    /// <summary>The sum over a tile's lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Total<TSimd, T, TSums>(scoped in TSums sums)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSums : struct, ILaneSums<T>, allows ref struct => TSimd.Count switch
        {
            Tile.Lanes => TSimd.Sum(sums.At<TSimd>(0)),
            Tile.Lanes / 2 => TSimd.Sum(sums.At<TSimd>(0) + sums.At<TSimd>(Tile.Lanes / 2)),
            _ => TotalOfMany<TSimd, T, TSums>(sums),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T TotalOfMany<TSimd, T, TSums>(scoped in TSums sums)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSums : struct, ILaneSums<T>, allows ref struct
    {
        Span<T> tile = stackalloc T[Tile.Lanes];
        ref T lanes = ref MemoryMarshal.GetReference(tile);
        nuint count = (nuint)TSimd.Count;
        for (nuint lane = 0; lane < Tile.Lanes; lane += count)
        {
            sums.At<TSimd>(lane).Store(ref lanes, lane);
        }

        for (nuint half = Tile.Lanes / 2; half >= count; half /= 2)
        {
            for (nuint lane = 0; lane < half; lane += count)
            {
                (TSimd.Load(ref lanes, lane) + TSimd.Load(ref lanes, lane + half)).Store(ref lanes, lane);
            }
        }

        return TSimd.Sum(TSimd.Load(ref lanes, 0));
    }
}
