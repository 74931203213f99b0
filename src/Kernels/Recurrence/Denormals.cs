using System.Numerics;

namespace AdaptiveML.Kernels;

/// <summary>
/// What decays for ever ends in denormal numbers, which are slow. Adding and taking away a tiny constant rounds to a multiple of that constant's last
/// place, so that nothing smaller is left; it moves no value by more, and costs one operation.
/// </summary>
internal static class Denormals<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The constant: 10⁻²⁸ for float, 10⁻²⁹⁰ for double.</summary>
    public static readonly T Flush = T.CreateTruncating(typeof(T) == typeof(float) ? 1e-28 : 1e-290);
}
