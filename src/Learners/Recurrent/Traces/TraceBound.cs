using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Keeps traces within what arithmetic can bear: a net whose Jacobians are longer than 1 lets them grow without limit.</summary>
internal static class TraceBound
{
    /// <summary>Norm above which a trace is begun anew.</summary>
    public const double Largest = 1e12;

    /// <summary>Clears a trace that is longer than <see cref="Largest"/>, or not finite.</summary>
    /// <returns>Its norm before.</returns>
    public static double Keep<T>(Span<T> trace)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double norm = double.CreateTruncating(T.Sqrt(Reductions.SumOfSquares<T>(trace)));
        if (!(norm <= Largest))
        {
            trace.Clear();
        }

        return norm;
    }
}
