using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AdaptiveML.Kernels;

/// <summary>Runs a kernel at the widest vectors that the machine handles in hardware.</summary>
internal static class SimdDispatch
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TKernel, T>(ref TKernel kernel)
        where TKernel : struct, ISimdKernel<T>, allows ref struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            kernel.Run<Simd512<T>>();
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            kernel.Run<Simd256<T>>();
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            kernel.Run<Simd128<T>>();
        }
        else
        {
            kernel.Run<SimdScalar<T>>();
        }
    }
}
