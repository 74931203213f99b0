using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class CellJacobian
{
    /// <summary>Writes factor · Jᵀ for <see cref="Transport"/>: the columns of J that belong to h as rows, and the diagonal that comes from c.</summary>
    /// <param name="shape">The cell's blocks.</param>
    /// <param name="partials">Of the step, [<see cref="CellShape.PartialsLength"/>] or more.</param>
    /// <param name="weights">Recurrent weights, [n, <see cref="CellShape.GateStride"/>] or more.</param>
    /// <param name="factor">Multiplies J.</param>
    /// <param name="transposed">Receives [n, S n]; may be longer.</param>
    /// <param name="diagonal">Receives [S n] where there is a c; may be longer.</param>
    /// <exception cref="ArgumentException">A span is shorter, or the shape is that of no cell.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillTransposed<T>(in CellShape shape, ReadOnlySpan<T> partials, ReadOnlySpan<T> weights, T factor, Span<T> transposed, Span<T> diagonal)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        shape.Check();
        Lengths.AtLeast(partials, shape.PartialsLength);
        Lengths.AtLeast(weights, (long)shape.Units * shape.GateStride);
        Lengths.AtLeast<T>(transposed, (long)shape.Units * shape.StateLength);
        Lengths.AtLeast<T>(diagonal, shape.States > 1 ? shape.StateLength : 0);
        int n = shape.Units, gates = shape.Gates;
        for (int q = 0; q < n; q++)
        {
            var row = weights.Slice(q * shape.GateStride, gates * n);
            for (int state = 0; state < shape.States; state++)
            {
                var own = partials.Slice(state * gates * n, gates * n);
                var target = transposed.Slice((q * shape.StateLength) + (state * n), n);
                for (int k = 0; k < n; k++)
                {
                    T sum = own[k] * row[k];
                    for (int gate = 1; gate < gates; gate++)
                    {
                        sum = T.FusedMultiplyAdd(own[(gate * n) + k], row[(gate * n) + k], sum);
                    }

                    target[k] = factor * sum;
                }
            }
        }

        for (int i = 0; shape.States > 1 && i < shape.StateLength; i++)
        {
            diagonal[i] = factor * partials[(shape.States * gates * n) + i];
        }
    }

    /// <summary>X ← J X in place, for a trace of one row an element of the state.</summary>
    /// <param name="shape">The cell's blocks.</param>
    /// <param name="transposed">From <see cref="FillTransposed"/>, [n, S n] or more.</param>
    /// <param name="diagonal">Likewise, [S n] or more where there is a c.</param>
    /// <param name="trace">X, [S n, columns in whole tiles].</param>
    /// <param name="scratch">[S n, 16] or more.</param>
    /// <exception cref="ArgumentException">A span has another length, or the shape is that of no cell.</exception>
    public static void Transport<T>(in CellShape shape, ReadOnlySpan<T> transposed, ReadOnlySpan<T> diagonal, Span<T> trace, Span<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        shape.Check();
        Lengths.Rows<T>(trace, (long)shape.StateLength * Tile.Lanes);
        Lengths.AtLeast(transposed, (long)shape.Units * shape.StateLength);
        Lengths.AtLeast(diagonal, shape.States > 1 ? shape.StateLength : 0);
        Lengths.AtLeast<T>(scratch, (long)shape.StateLength * Tile.Lanes);
        var kernel = new TransportKernel<T> { Shape = shape, Transposed = transposed, Diagonal = diagonal, Trace = trace, Scratch = scratch };
        SimdDispatch.Run<TransportKernel<T>, T>(ref kernel);
    }

    internal ref struct TransportKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public CellShape Shape;
        public ReadOnlySpan<T> Transposed;
        public ReadOnlySpan<T> Diagonal;
        public Span<T> Trace;
        public Span<T> Scratch;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T trace = ref MemoryMarshal.GetReference(Trace);
            ref T scratch = ref MemoryMarshal.GetReference(Scratch);
            int rows = Shape.StateLength, n = Shape.Units;
            nuint length = (nuint)(Trace.Length / rows), count = (nuint)TSimd.Count;
            for (nuint column = 0; column < length; column += count)
            {
                for (nuint row = 0; row < (nuint)rows; row++)
                {
                    TSimd.Load(ref trace, (row * length) + column).Store(ref scratch, row * count);
                }

                int k = 0;
                for (; k + 3 < rows; k += 4)
                {
                    // Four sums, so that an addition need not wait for the one before.
                    var (first, second, third, fourth) = (Start<TSimd>(k), Start<TSimd>(k + 1), Start<TSimd>(k + 2), Start<TSimd>(k + 3));
                    ref T factors = ref MemoryMarshal.GetReference(Transposed[k..]);
                    for (nuint q = 0; q < (nuint)n; q++)
                    {
                        var x = TSimd.Load(ref scratch, q * count);
                        nuint at = q * (nuint)rows;
                        first = Next(ref factors, at, x, first);
                        second = Next(ref factors, at + 1, x, second);
                        third = Next(ref factors, at + 2, x, third);
                        fourth = Next(ref factors, at + 3, x, fourth);
                    }

                    Finish(first, ref trace, ((nuint)k * length) + column);
                    Finish(second, ref trace, ((nuint)(k + 1) * length) + column);
                    Finish(third, ref trace, ((nuint)(k + 2) * length) + column);
                    Finish(fourth, ref trace, ((nuint)(k + 3) * length) + column);
                }

                for (; k < rows; k++)
                {
                    var sum = Start<TSimd>(k);
                    for (nuint q = 0; q < (nuint)n; q++)
                    {
                        sum = Next(ref MemoryMarshal.GetReference(Transposed[k..]), q * (nuint)rows, TSimd.Load(ref scratch, q * count), sum);
                    }

                    Finish(sum, ref trace, ((nuint)k * length) + column);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly TSimd Start<TSimd>(int k)
            where TSimd : struct, ISimd<TSimd, T> => Shape.States == 1
            ? TSimd.Create(T.Zero)
            : TSimd.Create(Diagonal[k]) * TSimd.Load(ref MemoryMarshal.GetReference(Scratch), (nuint)((Shape.Units + (k % Shape.Units)) * TSimd.Count));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TSimd Next<TSimd>(ref T factors, nuint at, TSimd x, TSimd sum)
            where TSimd : struct, ISimd<TSimd, T> => TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref factors, at)), x, sum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Finish<TSimd>(TSimd sum, ref T trace, nuint at)
            where TSimd : struct, ISimd<TSimd, T>
        {
            var flush = TSimd.Create(Denormals<T>.Flush);
            (sum + flush - flush).Store(ref trace, at);
        }
    }
}
