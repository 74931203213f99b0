using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class CellJacobian
{
    /// <summary>Writes the recurrent weights the other way round, for products with J from the left.</summary>
    /// <param name="shape">The cell's blocks.</param>
    /// <param name="weights">[n, <see cref="CellShape.GateStride"/>] or more.</param>
    /// <param name="transposed">Receives [G n, n in whole tiles]; what pads a row stays.</param>
    /// <exception cref="ArgumentException">A span is shorter, or the shape is that of no cell.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<T>(in CellShape shape, ReadOnlySpan<T> weights, Span<T> transposed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        shape.Check();
        Lengths.AtLeast(weights, (long)shape.Units * shape.GateStride);
        Lengths.AtLeast<T>(transposed, shape.TransposedLength);
        int n = shape.Units, length = shape.Gates * n, stride = Tile.Pad(n);
        for (int gate = 0; gate < length; gate++)
        {
            var row = transposed.Slice(gate * stride, n);
            for (int j = 0, at = gate; j < row.Length; j++, at += shape.GateStride)
            {
                row[j] = weights[at];
            }
        }
    }

    /// <summary>Takes a row vector back along the steps of a ring: u_{r−1} = factor · u_r J_r, from the latest to the oldest.</summary>
    /// <param name="shape">The cell's blocks.</param>
    /// <param name="partials">Of all R steps of the ring, [R, <see cref="CellShape.PartialsLength"/>].</param>
    /// <param name="latest">Place of the latest step, from 0 to R − 1.</param>
    /// <param name="count">Steps to go back, the latest included; at most R.</param>
    /// <param name="transposed">
    /// From <see cref="Transpose"/>, [<see cref="CellShape.TransposedLength"/>] or more; not read where <paramref name="count"/> is 1.
    /// </param>
    /// <param name="factor">Multiplies every step's product.</param>
    /// <param name="u">[R, <see cref="CellShape.StateStride"/>]; the row of the latest is given.</param>
    /// <param name="gates">[R, <see cref="CellShape.GateStride"/>]; receives u_r ∂s_r/∂a. What pads a row stays.</param>
    /// <exception cref="ArgumentException">A span has another length, or a number is out of range.</exception>
    public static void VectorJacobianProducts<T>(
        in CellShape shape, ReadOnlySpan<T> partials, int latest, int count, ReadOnlySpan<T> transposed, T factor, Span<T> u, Span<T> gates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        shape.Check();
        long capacity = Lengths.Rows(partials, shape.PartialsLength);
        Lengths.InRange(count, 0, capacity);
        Lengths.InRange(latest, 0, capacity - 1);
        Lengths.Equal<T>(u, capacity * shape.StateStride);
        Lengths.Equal<T>(gates, capacity * shape.GateStride);
        Lengths.AtLeast(transposed, shape.TransposedLength);
        var kernel = new StepsKernel<T>
        {
            Shape = shape,
            Partials = partials,
            Latest = latest,
            Count = count,
            Transposed = transposed,
            Factor = factor,
            U = u,
            Gates = gates,
        };
        SimdDispatch.Run<StepsKernel<T>, T>(ref kernel);
    }

    internal ref struct StepsKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public CellShape Shape;
        public ReadOnlySpan<T> Partials;
        public int Latest;
        public int Count;
        public ReadOnlySpan<T> Transposed;
        public T Factor;
        public Span<T> U;
        public Span<T> Gates;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            int state = Shape.StateStride, gate = Shape.GateStride, length = Shape.PartialsLength, place = Latest;
            for (int left = Count; left > 0; left--)
            {
                ReadOnlySpan<T> u = U.Slice(place * state, state), partials = Partials.Slice(place * length, length);
                var gates = Gates.Slice(place * gate, gate);
                new GatesKernel<T> { Shape = Shape, Partials = partials, U = u, Gates = gates }.Run<TSimd>();
                place = place == 0 ? (U.Length / state) - 1 : place - 1;
                if (left > 1)
                {
                    Step<TSimd>(partials, u, gates, U.Slice(place * state, state));
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Step<TSimd>(ReadOnlySpan<T> partials, ReadOnlySpan<T> u, ReadOnlySpan<T> gates, Span<T> before)
            where TSimd : struct, ISimd<TSimd, T>
        {
            new ProductKernel<T> { Shape = Shape, Partials = partials, Transposed = Transposed, U = u, Gates = gates, Result = before }.Run<TSimd>();
            ref T result = ref MemoryMarshal.GetReference(before);
            var (factor, flush) = (TSimd.Create(Factor), TSimd.Create(Denormals<T>.Flush));
            for (nuint i = 0; i < (nuint)before.Length; i += (nuint)TSimd.Count)
            {
                (TSimd.FusedMultiplyAdd(TSimd.Load(ref result, i), factor, flush) - flush).Store(ref result, i);
            }
        }
    }
}
