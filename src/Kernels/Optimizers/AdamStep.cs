using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// One step of Adam (Kingma and Ba 2015, algorithm 1), with the decoupled weight decay of AdamW (Loshchilov and Hutter 2019), fused into one pass.
/// </summary>
internal readonly record struct AdamStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Step size.</summary>
    public required T LearningRate { get; init; }

    /// <summary>What the parameters are multiplied with first: 1 − learning rate · weight decay.</summary>
    public required T Shrink { get; init; }

    /// <summary>What the gradient is multiplied with first (averaging, clipping).</summary>
    public required T GradientScale { get; init; }

    /// <summary>Decay of the first moment.</summary>
    public required T Beta1 { get; init; }

    /// <summary>Decay of the second moment.</summary>
    public required T Beta2 { get; init; }

    /// <summary>Added to the denominator.</summary>
    public required T Epsilon { get; init; }

    /// <summary>1 / (1 − β₁^k) at the k-th update.</summary>
    public required T Correction1 { get; init; }

    /// <summary>1 / (1 − β₂^k) at the k-th update.</summary>
    public required T Correction2 { get; init; }

    /// <summary>Updates parameters and moments in place.</summary>
    /// <param name="gradient">The gradient before scaling, [n], n in whole tiles.</param>
    /// <param name="parameters">The parameters, [n].</param>
    /// <param name="first">First moments, [n].</param>
    /// <param name="second">Second moments, [n].</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public void Apply(ReadOnlySpan<T> gradient, Span<T> parameters, Span<T> first, Span<T> second)
    {
        Lengths.WholeTiles(gradient);
        Lengths.Equal<T>(parameters, gradient.Length);
        Lengths.Equal<T>(first, gradient.Length);
        Lengths.Equal<T>(second, gradient.Length);
        var kernel = new Kernel { Step = this, Gradient = gradient, Parameters = parameters, First = first, Second = second };
        SimdDispatch.Run<Kernel, T>(ref kernel);
    }

    internal ref struct Kernel : ISimdKernel<T>
    {
        public AdamStep<T> Step;
        public ReadOnlySpan<T> Gradient;
        public Span<T> Parameters;
        public Span<T> First;
        public Span<T> Second;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T gradient = ref MemoryMarshal.GetReference(Gradient);
            ref T parameters = ref MemoryMarshal.GetReference(Parameters);
            ref T first = ref MemoryMarshal.GetReference(First);
            ref T second = ref MemoryMarshal.GetReference(Second);
            var flush = TSimd.Create(Denormals<T>.Flush);
            var scale = TSimd.Create(Step.GradientScale);
            var shrink = TSimd.Create(Step.Shrink);
            var beta1 = TSimd.Create(Step.Beta1);
            var beta2 = TSimd.Create(Step.Beta2);
            var rest1 = TSimd.Create(T.One - Step.Beta1);
            var rest2 = TSimd.Create(T.One - Step.Beta2);
            var minusRate = TSimd.Create(-Step.LearningRate * Step.Correction1);
            var correction2 = TSimd.Create(Step.Correction2);
            var epsilon = TSimd.Create(Step.Epsilon);
            for (nuint i = 0; i < (nuint)Gradient.Length; i += (nuint)TSimd.Count)
            {
                var g = scale * TSimd.Load(ref gradient, i);
                var m = TSimd.FusedMultiplyAdd(beta1, TSimd.Load(ref first, i), TSimd.FusedMultiplyAdd(rest1, g, flush)) - flush;
                var v = TSimd.FusedMultiplyAdd(beta2, TSimd.Load(ref second, i), TSimd.FusedMultiplyAdd(rest2 * g, g, flush)) - flush;
                var p = shrink * TSimd.Load(ref parameters, i);
                p = TSimd.FusedMultiplyAdd(minusRate, m / (TSimd.Sqrt(v * correction2) + epsilon), p);
                m.Store(ref first, i);
                v.Store(ref second, i);
                p.Store(ref parameters, i);
            }
        }
    }
}
