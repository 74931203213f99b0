using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>One step of a recurrent cell behind its pre-activations, with the exact partial derivatives of the new state.</summary>
internal static partial class CellStep
{
    /// <summary>h = tanh(a), and ∂h/∂a = 1 − h².</summary>
    /// <param name="gates">a, [n] or more.</param>
    /// <param name="state">Receives h, [n] or more.</param>
    /// <param name="partials">Receives ∂h/∂a, [n].</param>
    /// <exception cref="ArgumentException">A span is shorter.</exception>
    public static void Tanh<T>(ReadOnlySpan<T> gates, Span<T> state, Span<T> partials)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.AtLeast(gates, partials.Length);
        Lengths.AtLeast<T>(state, partials.Length);
        var kernel = new TanhKernel<T> { Gates = gates, State = state, Partials = partials };
        SimdDispatch.Run<TanhKernel<T>, T>(ref kernel);
    }

    internal ref struct TanhKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Gates;
        public Span<T> State;
        public Span<T> Partials;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            int i = 0;
            for (; i <= Partials.Length - TSimd.Count; i += TSimd.Count)
            {
                Step<TSimd>((nuint)i);
            }

            for (; i < Partials.Length; i++)
            {
                Step<SimdScalar<T>>((nuint)i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Step<TSimd>(nuint i)
            where TSimd : struct, ISimd<TSimd, T>
        {
            var h = Elementary.Tanh<TSimd, T>(TSimd.Load(ref MemoryMarshal.GetReference(Gates), i));
            h.Store(ref MemoryMarshal.GetReference(State), i);
            TSimd.FusedMultiplyAdd(-h, h, TSimd.Create(T.One)).Store(ref MemoryMarshal.GetReference(Partials), i);
        }
    }
}
