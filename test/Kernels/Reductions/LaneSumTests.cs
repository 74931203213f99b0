using System.Numerics;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class LaneSumTests
{
    [TestMethod]
    public void Lanes_are_added_in_one_tree_at_every_width()
    {
        Check<float>(float.Epsilon, float.MaxValue);
        Check<double>(double.Epsilon, double.MaxValue);
    }

    private static void Check<T>(T tiny, T huge)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 5);
        T[] special = [T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.NegativeZero, T.Zero, tiny, -tiny, huge, -huge];
        for (int trial = 0; trial < 4000; trial++)
        {
            // The later the trial, the more of its lanes are special: none at first, all at last.
            var lanes = new T[Tile.Lanes];
            foreach (ref T lane in lanes.AsSpan())
            {
                lane = random.NextUniform() < trial / 4000.0
                    ? special[(int)(random.NextUniform() * special.Length)]
                    : T.CreateTruncating(random.NextNormal() * Math.Pow(10, (random.NextUniform() * 12) - 6));
            }

            T expected = Tree(lanes);
            AssertSame(expected, LaneSum.Total<SimdScalar<T>, T, Lanes<T>>(new(lanes)), "one lane", trial);
            AssertSame(expected, LaneSum.Total<Simd128<T>, T, Lanes<T>>(new(lanes)), "128 bits", trial);
            AssertSame(expected, LaneSum.Total<Simd256<T>, T, Lanes<T>>(new(lanes)), "256 bits", trial);
            AssertSame(expected, LaneSum.Total<Simd512<T>, T, Lanes<T>>(new(lanes)), "512 bits", trial);
        }

        AssertSame(T.NegativeZero, LaneSum.Total<Simd512<T>, T, Lanes<T>>(new([.. Enumerable.Repeat(T.NegativeZero, Tile.Lanes)])), "minus zero", 0);
    }

    /// <summary>The order that saved learners and test vectors were made with.</summary>
    private static T Tree<T>(T[] lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] sums = [.. lanes];
        for (int half = Tile.Lanes / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                sums[i] += sums[i + half];
            }
        }

        return sums[0];
    }

    /// <summary>The same bits; which NaN it is arithmetic leaves open.</summary>
    private static void AssertSame<T>(T expected, T actual, string width, int trial)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isSame = MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in expected)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in actual)));
        Assert.IsTrue(isSame || (T.IsNaN(expected) && T.IsNaN(actual)), $"{typeof(T).Name}, {width}, trial {trial}: {actual} where the tree gives {expected}");
    }

    private readonly struct Lanes<T>(T[] lanes) : ILaneSums<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public TSimd At<TSimd>(nuint lane)
            where TSimd : struct, ISimd<TSimd, T> => TSimd.Load(ref MemoryMarshal.GetArrayDataReference(lanes), lane);
    }
}
