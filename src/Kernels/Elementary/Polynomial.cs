using System.Numerics;
using System.Runtime.CompilerServices;

namespace AdaptiveML.Kernels;

/// <summary>Horner's scheme with one rounding a term.</summary>
internal static class Polynomial
{
    /// <summary>Σ coefficients[k] · x^k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Evaluate<TSimd, T>(T[] coefficients, TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = TSimd.Create(coefficients[^1]);
        for (int k = coefficients.Length - 2; k >= 0; k--)
        {
            sum = TSimd.FusedMultiplyAdd(sum, x, TSimd.Create(coefficients[k]));
        }

        return sum;
    }
}
