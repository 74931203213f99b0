using System.Numerics;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels.Tests;

/// <summary>Runs one computation at every vector width and asks for the same bits.</summary>
internal abstract class AllWidths<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T[] Check()
    {
        T[] scalar = Run<SimdScalar<T>>();
        AssertSame("128", scalar, Run<Simd128<T>>());
        AssertSame("256", scalar, Run<Simd256<T>>());
        AssertSame("512", scalar, Run<Simd512<T>>());
        return scalar;
    }

    protected abstract T[] Run<TSimd>()
        where TSimd : struct, ISimd<TSimd, T>;

    private static void AssertSame(string width, T[] expected, T[] actual) =>
        Assert.IsTrue(
            MemoryMarshal.AsBytes<T>(expected).SequenceEqual(MemoryMarshal.AsBytes<T>(actual)),
            $"{typeof(T).Name}: {width} bits of lanes give other bits than one lane");
}
