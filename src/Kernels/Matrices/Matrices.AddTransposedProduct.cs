using System.Numerics;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

public static partial class Matrices
{
    /// <summary>C += Aᵀ diag(factors) B, one row of A and B after the other: a sum over many rows has the same bits as one row at a time.</summary>
    /// <param name="left">A, each row <paramref name="leftStride"/> elements from the last.</param>
    /// <param name="leftStride">At least the number of rows of C.</param>
    /// <param name="factors">One a row of A and B.</param>
    /// <param name="right">B, rows of whole tiles.</param>
    /// <param name="destination">C, rows as long as those of B.</param>
    public static void AddTransposedProduct<T>(ReadOnlySpan<T> left, int leftStride, ReadOnlySpan<T> factors, ReadOnlySpan<T> right, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = right.Length / factors.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(columns % Tile.Lanes, 0, nameof(right));
        ArgumentOutOfRangeException.ThrowIfLessThan(leftStride, destination.Length / columns, nameof(leftStride));
        ArgumentOutOfRangeException.ThrowIfLessThan(left.Length, factors.Length * leftStride, nameof(left));
        var kernel = new AddTransposedProductKernel<T> { Left = left, Stride = leftStride, Factors = factors, Right = right, Columns = columns, Destination = destination };
        SimdDispatch.Run<AddTransposedProductKernel<T>, T>(ref kernel);
    }

    internal ref struct AddTransposedProductKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Left;
        public int Stride;
        public ReadOnlySpan<T> Factors;
        public ReadOnlySpan<T> Right;
        public int Columns;
        public Span<T> Destination;

        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            nuint columns = (nuint)Columns;
            int rows = Destination.Length / Columns;
            for (int i = 0; i < Factors.Length; i++)
            {
                ref T right = ref MemoryMarshal.GetReference(Right.Slice(i * Columns, Columns));
                for (int j = 0; j < rows; j++)
                {
                    ref T row = ref MemoryMarshal.GetReference(Destination.Slice(j * Columns, Columns));
                    var factor = TSimd.Create(Factors[i] * Left[(i * Stride) + j]);
                    for (nuint column = 0; column < columns; column += (nuint)TSimd.Count)
                    {
                        TSimd.FusedMultiplyAdd(TSimd.Load(ref right, column), factor, TSimd.Load(ref row, column)).Store(ref row, column);
                    }
                }
            }
        }
    }
}
