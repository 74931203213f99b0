using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

public static partial class Matrices
{
    /// <summary>destination = A x: the scalar product of each row with x, each in the fixed tree of <see cref="LaneSum"/>.</summary>
    /// <param name="matrix">A, rows as long as <paramref name="x"/>.</param>
    /// <param name="x">Its length must be a multiple of <see cref="Tile.Lanes"/>.</param>
    /// <param name="destination">One element a row.</param>
    public static void RowProducts<T>(ReadOnlySpan<T> matrix, ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length % Tile.Lanes, 0, nameof(x));
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, x.Length * destination.Length, nameof(matrix));
        var kernel = new RowProductsKernel<T> { Matrix = matrix, X = x, Destination = destination };
        SimdDispatch.Run<RowProductsKernel<T>, T>(ref kernel);
    }

    internal ref struct RowProductsKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Matrix;
        public ReadOnlySpan<T> X;
        public Span<T> Destination;

        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T matrix = ref MemoryMarshal.GetReference(Matrix);
            ref T x = ref MemoryMarshal.GetReference(X);
            nuint length = (nuint)X.Length;
            Span<T> lanes = stackalloc T[Tile.Lanes];
            for (nuint row = 0; row < (nuint)Destination.Length; row++)
            {
                for (nuint lane = 0; lane < Tile.Lanes; lane += (nuint)TSimd.Count)
                {
                    var sum = TSimd.Create(T.Zero);
                    for (nuint i = lane; i < length; i += Tile.Lanes)
                    {
                        sum = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, (row * length) + i), TSimd.Load(ref x, i), sum);
                    }

                    sum.Store(ref MemoryMarshal.GetReference(lanes), lane);
                }

                Unsafe.Add(ref MemoryMarshal.GetReference(Destination), row) = LaneSum.Reduce(lanes);
            }
        }
    }
}
