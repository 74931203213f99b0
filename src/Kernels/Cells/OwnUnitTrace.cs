using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// Traces of what each parameter did to the state of its own unit alone (J. Menick et al., "Practical real time recurrent learning with a sparse
/// approximation", ICLR 2021: SnAp-1).
/// <code>
/// M ← D M + p aᵀ      gradient += u M      (D the part of J within a unit, p the step's partials, a what the weights were multiplied with)
/// </code>
/// </summary>
internal static class OwnUnitTrace
{
    /// <summary>Takes traces one step along, and adds a gradient.</summary>
    /// <param name="own">D, [S, S, n], n in whole tiles, one element a pre-activation; S is 1 or 2.</param>
    /// <param name="partials">p, [S, n].</param>
    /// <param name="inputs">a, [m].</param>
    /// <param name="u">By the state, [S, n]; empty where no gradient is asked for.</param>
    /// <param name="traces">M, [S, m, n].</param>
    /// <param name="gradient">[m, n]; added to. Not looked at where <paramref name="u"/> is empty.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Advance<T>(ReadOnlySpan<T> own, ReadOnlySpan<T> partials, ReadOnlySpan<T> inputs, ReadOnlySpan<T> u, Span<T> traces, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int states = Lengths.Rows(own, partials.Length);
        Lengths.InRange(states, 1, 2);
        Lengths.Rows(partials, states * Tile.Lanes);
        long block = (long)inputs.Length * (partials.Length / states);
        Lengths.Equal<T>(traces, states * block);
        if (!u.IsEmpty)
        {
            Lengths.Equal(u, partials.Length);
            Lengths.Equal<T>(gradient, block);
        }

        var kernel = new Kernel<T> { Own = own, Partials = partials, Inputs = inputs, U = u, Traces = traces, Gradient = gradient };
        SimdDispatch.Run<Kernel<T>, T>(ref kernel);
    }

    internal ref struct Kernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Own;
        public ReadOnlySpan<T> Partials;
        public ReadOnlySpan<T> Inputs;
        public ReadOnlySpan<T> U;
        public Span<T> Traces;
        public Span<T> Gradient;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T own = ref MemoryMarshal.GetReference(Own);
            ref T partials = ref MemoryMarshal.GetReference(Partials);
            ref T u = ref MemoryMarshal.GetReference(U);
            ref T first = ref MemoryMarshal.GetReference(Traces);
            int states = Own.Length / Partials.Length;
            nuint stride = (nuint)(Partials.Length / states);
            ref T second = ref MemoryMarshal.GetReference(Traces[(states == 1 ? 0 : Traces.Length / 2)..]);
            var flush = TSimd.Create(Denormals<T>.Flush);
            for (int j = 0; j < Inputs.Length; j++)
            {
                var a = TSimd.Create(Inputs[j]);
                nuint row = (nuint)j * stride;
                for (nuint i = 0; i < stride; i += (nuint)TSimd.Count)
                {
                    var h = TSimd.Load(ref first, row + i);
                    var nextH = TSimd.FusedMultiplyAdd(TSimd.Load(ref own, i), h, TSimd.Load(ref partials, i) * a);
                    if (states == 2)
                    {
                        var c = TSimd.Load(ref second, row + i);
                        nextH = TSimd.FusedMultiplyAdd(TSimd.Load(ref own, stride + i), c, nextH);
                        var nextC = TSimd.FusedMultiplyAdd(TSimd.Load(ref own, (2 * stride) + i), h, TSimd.Load(ref partials, stride + i) * a);
                        nextC = TSimd.FusedMultiplyAdd(TSimd.Load(ref own, (3 * stride) + i), c, nextC) + flush - flush;
                        nextC.Store(ref second, row + i);
                        if (!U.IsEmpty)
                        {
                            AddGradient(TSimd.Load(ref u, stride + i), nextC, row + i);
                        }
                    }

                    nextH = nextH + flush - flush;
                    nextH.Store(ref first, row + i);
                    if (!U.IsEmpty)
                    {
                        AddGradient(TSimd.Load(ref u, i), nextH, row + i);
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void AddGradient<TSimd>(TSimd u, TSimd trace, nuint at)
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T gradient = ref MemoryMarshal.GetReference(Gradient);
            TSimd.FusedMultiplyAdd(u, trace, TSimd.Load(ref gradient, at)).Store(ref gradient, at);
        }
    }
}
