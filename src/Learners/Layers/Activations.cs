using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>Element-wise non-linearities and their slopes.</summary>
internal static class Activations
{
    /// <summary>σ(x) = 1 / (1 + e^−x).</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="destination">Receives σ, from 0 to 1; may be <paramref name="x"/>.</param>
    public static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorPrimitives.Negate(x, destination);
        Elementary.Exp<T>(destination, destination);
        TensorPrimitives.Add(destination, T.One, destination);
        TensorPrimitives.Divide(T.One, destination, destination);
    }

    /// <summary>
    /// GELU in its tanh form, ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))) = x σ(2 √(2/π) (x + 0.044715 x³))
    /// (D. Hendrycks and K. Gimpel, "Gaussian error linear units", 2016).
    /// </summary>
    /// <param name="x">Arguments.</param>
    /// <param name="gate">Receives σ(…), which <see cref="GeluSlope"/> takes.</param>
    /// <param name="destination">Receives the values.</param>
    public static void Gelu<T>(ReadOnlySpan<T> x, Span<T> gate, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < x.Length; i++)
        {
            gate[i] = x[i] * T.FusedMultiplyAdd(GeluConstants<T>.Cubic, x[i] * x[i], GeluConstants<T>.Linear);
        }

        Sigmoid(gate, gate);
        TensorPrimitives.Multiply(x, gate, destination);
    }

    /// <summary>gradient ← gradient ∘ gelu′(x).</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="gate">What <see cref="Gelu"/> made of them.</param>
    /// <param name="gradient">By the values; receives that by the arguments.</param>
    public static void GeluSlope<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> gate, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T three = T.CreateTruncating(3);
        for (int i = 0; i < x.Length; i++)
        {
            T inner = T.FusedMultiplyAdd(three * GeluConstants<T>.Cubic, x[i] * x[i], GeluConstants<T>.Linear);
            gradient[i] *= T.FusedMultiplyAdd(x[i] * inner, gate[i] * (T.One - gate[i]), gate[i]);
        }
    }

    /// <summary>gradient ← gradient ∘ gelu″(x) = gradient ∘ σ (1 − σ) (2 u′ + x u″ + x (1 − 2σ) u′²), with u the argument of σ.</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="gate">What <see cref="Gelu"/> made of them.</param>
    /// <param name="gradient">Multiplied.</param>
    public static void GeluCurvature<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> gate, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T two = T.One + T.One, three = T.CreateTruncating(3);
        for (int i = 0; i < x.Length; i++)
        {
            T slope = T.FusedMultiplyAdd(three * GeluConstants<T>.Cubic, x[i] * x[i], GeluConstants<T>.Linear);
            T bend = two * three * GeluConstants<T>.Cubic * x[i];
            T inner = T.FusedMultiplyAdd(x[i], T.FusedMultiplyAdd(slope * slope, T.One - (two * gate[i]), bend), two * slope);
            gradient[i] *= gate[i] * (T.One - gate[i]) * inner;
        }
    }

    /// <summary>2 √(2/π) and 0.044715 times that.</summary>
    private static class GeluConstants<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private const double Twice = 1.5957691216057308;

        public static readonly T Linear = T.CreateTruncating(Twice);

        public static readonly T Cubic = T.CreateTruncating(0.044715 * Twice);
    }
}
