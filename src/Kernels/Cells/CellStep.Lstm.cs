using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class CellStep
{
    /// <summary>
    /// Long short-term memory (S. Hochreiter and J. Schmidhuber 1997, with forget gates): i, f, o = σ(·), g = tanh(·), c′ = f∘c + i∘g, h′ = o∘tanh c′.
    /// The state is [h; c], and its halves are taken for independent coordinates.
    /// </summary>
    /// <param name="gates">Pre-activations of i, f, g and o, [4, n] or more.</param>
    /// <param name="cell">c, [n]; may be the second half of <paramref name="state"/>, and must not overlap the others otherwise.</param>
    /// <param name="state">Receives h′, then c′, [2, n] or more.</param>
    /// <param name="partials">Receives ∂h′ by the pre-activations of i, f, g, o; ∂c′ by the same; ∂h′/∂c; ∂c′/∂c: [10, n] or more.</param>
    /// <exception cref="ArgumentException">A span is shorter.</exception>
    public static void Lstm<T>(ReadOnlySpan<T> gates, ReadOnlySpan<T> cell, Span<T> state, Span<T> partials)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long units = cell.Length;
        Lengths.AtLeast(gates, 4 * units);
        Lengths.AtLeast<T>(state, 2 * units);
        Lengths.AtLeast<T>(partials, 10 * units);
        var kernel = new LstmKernel<T> { Gates = gates, Cell = cell, State = state, Partials = partials };
        SimdDispatch.Run<LstmKernel<T>, T>(ref kernel);
    }

    internal ref struct LstmKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Gates;
        public ReadOnlySpan<T> Cell;
        public Span<T> State;
        public Span<T> Partials;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            int j = 0;
            for (; j <= Cell.Length - TSimd.Count; j += TSimd.Count)
            {
                Step<TSimd>((nuint)j);
            }

            for (; j < Cell.Length; j++)
            {
                Step<SimdScalar<T>>((nuint)j);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Step<TSimd>(nuint j)
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T gates = ref MemoryMarshal.GetReference(Gates);
            ref T state = ref MemoryMarshal.GetReference(State);
            ref T partials = ref MemoryMarshal.GetReference(Partials);
            nuint n = (nuint)Cell.Length;
            var one = TSimd.Create(T.One);
            var i = Elementary.Sigmoid<TSimd, T>(TSimd.Load(ref gates, j));
            var f = Elementary.Sigmoid<TSimd, T>(TSimd.Load(ref gates, n + j));
            var g = Elementary.Tanh<TSimd, T>(TSimd.Load(ref gates, (2 * n) + j));
            var o = Elementary.Sigmoid<TSimd, T>(TSimd.Load(ref gates, (3 * n) + j));
            var c = TSimd.Load(ref MemoryMarshal.GetReference(Cell), j);
            var next = TSimd.FusedMultiplyAdd(f, c, i * g);
            var shown = Elementary.Tanh<TSimd, T>(next);
            (o * shown).Store(ref state, j);
            next.Store(ref state, n + j);

            // κ: the slopes of c′ by i, f and g, and of h′ by o; q = ∂h′/∂c′.
            var byInput = g * i * (one - i);
            var byForget = c * f * (one - f);
            var byCandidate = i * TSimd.FusedMultiplyAdd(-g, g, one);
            var q = o * TSimd.FusedMultiplyAdd(-shown, shown, one);
            (q * byInput).Store(ref partials, j);
            (q * byForget).Store(ref partials, n + j);
            (q * byCandidate).Store(ref partials, (2 * n) + j);
            (shown * o * (one - o)).Store(ref partials, (3 * n) + j);
            byInput.Store(ref partials, (4 * n) + j);
            byForget.Store(ref partials, (5 * n) + j);
            byCandidate.Store(ref partials, (6 * n) + j);
            TSimd.Create(T.Zero).Store(ref partials, (7 * n) + j);
            (q * f).Store(ref partials, (8 * n) + j);
            f.Store(ref partials, (9 * n) + j);
        }
    }
}
