using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>Turns of the pairs of neighbouring elements (2i, 2i + 1) of a row, each by an angle of its own.</summary>
internal static class PairRotation
{
    /// <summary>row ← row ∘ cos + partner ∘ sin, the partner of an element being the other one of its pair.</summary>
    /// <param name="row">[n], n even; changed in place. Must not overlap the others.</param>
    /// <param name="cos">The cosine of each element's angle, [n].</param>
    /// <param name="sin">Its sine, [n], with the sign that the sum has: negative for the first of a pair to turn forwards, for the second to turn back.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Turn<T>(Span<T> row, ReadOnlySpan<T> cos, ReadOnlySpan<T> sin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Rows<T>(row, 2);
        Lengths.Equal(cos, row.Length);
        Lengths.Equal(sin, row.Length);
        var kernel = new TurnKernel<T> { Row = row, Cos = cos, Sin = sin };
        SimdDispatch.Run<TurnKernel<T>, T>(ref kernel);
    }

    internal ref struct TurnKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public Span<T> Row;
        public ReadOnlySpan<T> Cos;
        public ReadOnlySpan<T> Sin;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            Span<T> partners = stackalloc T[Tile.Lanes];
            for (int start = 0; start < Row.Length; start += Tile.Lanes)
            {
                int length = Math.Min(Tile.Lanes, Row.Length - start);
                for (int i = 0; i < length; i++)
                {
                    partners[i] = Row[start + (i ^ 1)];
                }

                int done = 0;
                for (; done <= length - TSimd.Count; done += TSimd.Count)
                {
                    Step<TSimd>(partners, start, done);
                }

                for (; done < length; done++)
                {
                    Step<SimdScalar<T>>(partners, start, done);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Step<TSimd>(Span<T> partners, int start, int done)
            where TSimd : struct, ISimd<TSimd, T>
        {
            nuint at = (nuint)(start + done);
            ref T row = ref MemoryMarshal.GetReference(Row);
            var across = TSimd.Load(ref MemoryMarshal.GetReference(partners), (nuint)done) * TSimd.Load(ref MemoryMarshal.GetReference(Sin), at);
            TSimd.FusedMultiplyAdd(TSimd.Load(ref row, at), TSimd.Load(ref MemoryMarshal.GetReference(Cos), at), across).Store(ref row, at);
        }
    }
}
