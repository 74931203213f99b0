using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// Products with the Jacobian J = ∂s_t/∂s_{t−1} of a recurrent cell, from the partial derivatives of its step and its recurrent weights: J is block-diagonal
/// partials times weights, plus the diagonal path from c to c. The weights lie transposed, one row an element of h, as long as the pre-activations.
/// </summary>
internal static partial class CellJacobian
{
    /// <summary>gates = u ∂s/∂a: a row vector over the state, pulled back to the pre-activations.</summary>
    /// <param name="shape">The cell's blocks.</param>
    /// <param name="partials">Of the step, as <see cref="CellStep"/> gives them: [<see cref="CellShape.PartialsLength"/>] or more.</param>
    /// <param name="u">Over the state, [S n] or more.</param>
    /// <param name="gates">Receives [G n]; the rest stays.</param>
    /// <exception cref="ArgumentException">A span is shorter, or the shape is that of no cell.</exception>
    public static void GateVectorJacobianProduct<T>(in CellShape shape, ReadOnlySpan<T> partials, ReadOnlySpan<T> u, Span<T> gates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(shape, partials, u, gates);
        var kernel = new GatesKernel<T> { Shape = shape, Partials = partials, U = u, Gates = gates };
        SimdDispatch.Run<GatesKernel<T>, T>(ref kernel);
    }

    /// <summary>result = u J, without the matrix.</summary>
    /// <param name="shape">The cell's blocks.</param>
    /// <param name="partials">Of the step, [<see cref="CellShape.PartialsLength"/>] or more.</param>
    /// <param name="transposed">Recurrent weights from <see cref="Transpose"/>, [<see cref="CellShape.TransposedLength"/>] or more.</param>
    /// <param name="u">Over the state, [S n] or more.</param>
    /// <param name="gates">Receives u ∂s/∂a, [G n]; the rest stays.</param>
    /// <param name="result">
    /// Receives [S n] of at least <see cref="CellShape.StateStride"/> elements; those that pad are zero before and after. Must not overlap
    /// <paramref name="u"/>.
    /// </param>
    /// <exception cref="ArgumentException">A span is shorter, or the shape is that of no cell.</exception>
    public static void VectorJacobianProduct<T>(
        in CellShape shape, ReadOnlySpan<T> partials, ReadOnlySpan<T> transposed, ReadOnlySpan<T> u, Span<T> gates, Span<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(shape, partials, u, gates);
        Lengths.AtLeast(transposed, shape.TransposedLength);
        Lengths.AtLeast<T>(result, shape.StateStride);
        GateVectorJacobianProduct(shape, partials, u, gates);
        var kernel = new ProductKernel<T> { Shape = shape, Partials = partials, Transposed = transposed, U = u, Gates = gates, Result = result };
        SimdDispatch.Run<ProductKernel<T>, T>(ref kernel);
    }

    private static void Check<T>(in CellShape shape, ReadOnlySpan<T> partials, ReadOnlySpan<T> u, ReadOnlySpan<T> gates)
    {
        shape.Check();
        Lengths.AtLeast(partials, shape.PartialsLength);
        Lengths.AtLeast(u, shape.StateLength);
        Lengths.AtLeast(gates, shape.Gates * shape.Units);
    }

    internal ref struct GatesKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public CellShape Shape;
        public ReadOnlySpan<T> Partials;
        public ReadOnlySpan<T> U;
        public Span<T> Gates;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            for (int gate = 0; gate < Shape.Gates; gate++)
            {
                int i = 0;
                for (; i <= Shape.Units - TSimd.Count; i += TSimd.Count)
                {
                    Step<TSimd>(gate, i);
                }

                for (; i < Shape.Units; i++)
                {
                    Step<SimdScalar<T>>(gate, i);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Step<TSimd>(int gate, int i)
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T partials = ref MemoryMarshal.GetReference(Partials);
            ref T u = ref MemoryMarshal.GetReference(U);
            var sum = TSimd.Load(ref u, (nuint)i) * TSimd.Load(ref partials, (nuint)((gate * Shape.Units) + i));
            for (int state = 1; state < Shape.States; state++)
            {
                var partial = TSimd.Load(ref partials, (nuint)((((state * Shape.Gates) + gate) * Shape.Units) + i));
                sum = TSimd.FusedMultiplyAdd(TSimd.Load(ref u, (nuint)((state * Shape.Units) + i)), partial, sum);
            }

            sum.Store(ref MemoryMarshal.GetReference(Gates), (nuint)((gate * Shape.Units) + i));
        }
    }

    /// <summary>The rest of u J where the gates are known. What the product of h writes beyond h, the carry of c overwrites.</summary>
    internal ref struct ProductKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public CellShape Shape;
        public ReadOnlySpan<T> Partials;
        public ReadOnlySpan<T> Transposed;
        public ReadOnlySpan<T> U;
        public ReadOnlySpan<T> Gates;
        public Span<T> Result;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            new Matrices.TransposedProductKernel<T>
            {
                Matrix = Transposed,
                X = Gates[..(Shape.Gates * Shape.Units)],
                Destination = Result[..Tile.Pad(Shape.Units)],
            }.Run<TSimd>();
            if (Shape.States > 1)
            {
                new CarryKernel<T> { Shape = Shape, Partials = Partials, U = U, Result = Result[Shape.Units..] }.Run<TSimd>();
            }
        }
    }

    internal ref struct CarryKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public CellShape Shape;
        public ReadOnlySpan<T> Partials;
        public ReadOnlySpan<T> U;
        public Span<T> Result;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            int i = 0;
            for (; i <= Shape.Units - TSimd.Count; i += TSimd.Count)
            {
                Step<TSimd>(i);
            }

            for (; i < Shape.Units; i++)
            {
                Step<SimdScalar<T>>(i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Step<TSimd>(int i)
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T carry = ref MemoryMarshal.GetReference(Partials[(Shape.States * Shape.Gates * Shape.Units)..]);
            ref T u = ref MemoryMarshal.GetReference(U);
            nuint h = (nuint)i, c = (nuint)(Shape.Units + i);
            var sum = TSimd.Load(ref u, h) * TSimd.Load(ref carry, h);
            TSimd.FusedMultiplyAdd(TSimd.Load(ref u, c), TSimd.Load(ref carry, c), sum).Store(ref MemoryMarshal.GetReference(Result), h);
        }
    }
}
