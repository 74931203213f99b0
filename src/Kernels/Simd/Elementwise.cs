using System.Numerics;
using System.Runtime.CompilerServices;

namespace AdaptiveML.Kernels;

/// <summary>A kernel that makes each element from those at the same place, or at the same distance from it.</summary>
internal interface IElementwiseKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the elements from <paramref name="i"/> on, as many as a vector has lanes.</summary>
    void Step<TSimd>(nuint i)
        where TSimd : struct, ISimd<TSimd, T>;
}

/// <summary>The loop of every kernel that makes elements one by one.</summary>
internal static class Elementwise
{
    /// <summary>Makes the first <paramref name="count"/> elements: whole vectors, then lane by lane what is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TSimd, T, TKernel>(scoped ref TKernel kernel, int count)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IElementwiseKernel<T>, allows ref struct
    {
        int i = 0;
        for (; i <= count - TSimd.Count; i += TSimd.Count)
        {
            kernel.Step<TSimd>((nuint)i);
        }

        for (; i < count; i++)
        {
            kernel.Step<SimdScalar<T>>((nuint)i);
        }
    }
}
