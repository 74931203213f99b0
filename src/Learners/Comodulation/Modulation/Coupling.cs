using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>Couplings c(u), their slopes, and the way back.</summary>
internal static class Coupling
{
    /// <summary>Couplings above it are not learnt: e^c stays a number that arithmetic can bear.</summary>
    public const double Largest = 8;

    /// <summary>c(u), element by element.</summary>
    public static void Fill<T>(CouplingKind kind, ReadOnlySpan<T> parameter, Span<T> coupling)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < parameter.Length; i++)
        {
            T u = parameter[i];
            coupling[i] = kind switch
            {
                CouplingKind.Square => u * u,
                CouplingKind.Softplus => T.CreateTruncating(Softplus(double.CreateTruncating(u))),
                _ => T.Max(u, T.Zero),
            };
        }
    }

    /// <summary>gradient ← gradient ∘ dc/du.</summary>
    public static void MultiplySlope<T>(CouplingKind kind, ReadOnlySpan<T> parameter, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < parameter.Length; i++)
        {
            T u = parameter[i];
            gradient[i] *= kind switch
            {
                CouplingKind.Square => u + u,
                CouplingKind.Softplus => T.One / (T.One + Elementary.Exp(-u)),
                _ => u > T.Zero ? T.One : T.Zero,
            };
        }
    }

    /// <summary>A u that gives <paramref name="coupling"/>, which is at least 0 (above 0 for the softplus).</summary>
    public static double Parameter(CouplingKind kind, double coupling) => kind switch
    {
        CouplingKind.Square => Math.Sqrt(coupling),
        CouplingKind.Softplus => coupling + Elementary.Log(Elementary.OneMinusExp(coupling)),
        _ => coupling,
    };

    /// <summary>Brings parameters back to where their couplings are at most <see cref="Largest"/>.</summary>
    public static void Bound<T>(CouplingKind kind, Span<T> parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T high = T.CreateTruncating(Parameter(kind, Largest)), low = kind == CouplingKind.Square ? -high : T.CreateTruncating(-Largest);
        foreach (ref T u in parameter)
        {
            u = T.Clamp(u, low, high);
        }
    }

    private static double Softplus(double u) => Math.Max(u, 0) + Elementary.Log(1 + Elementary.Exp(-Math.Abs(u)));
}
