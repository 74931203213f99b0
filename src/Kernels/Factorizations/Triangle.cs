using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// A symmetric or an upper triangular matrix in little more than half the room: row i holds what lies from the tile of its diagonal element on, in whole tiles.
/// What lies below the diagonal in a tile that the diagonal crosses is of no meaning, except in a factor, where it is zero.
/// </summary>
internal static class Triangle
{
    /// <summary>Elements that a matrix takes.</summary>
    /// <exception cref="OverflowException">They are more than 2³¹ − 1.</exception>
    public static int Length(int size) => checked((int)Needed(size));

    /// <summary>A row, from the tile of its diagonal element on.</summary>
    /// <param name="triangle">The matrix.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="row">The row, from 0.</param>
    /// <exception cref="ArgumentException">The matrix has another length, or there is no such row.</exception>
    public static Span<double> Row(Span<double> triangle, int size, int row)
    {
        Lengths.Equal<double>(triangle, Needed(size));
        Lengths.InRange(row, 0, size - 1);
        int length = Tile.Pad(size);
        return triangle.Slice((int)Offset(row, length), length - First(row));
    }

    /// <summary>The first column that a row holds.</summary>
    public static int First(int row) => row / Tile.Lanes * Tile.Lanes;

    /// <summary>A += factor · v vᵀ.</summary>
    /// <param name="triangle">A.</param>
    /// <param name="vector">v, padded with zeros to whole tiles.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="factor">The factor.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void AddOuter(Span<double> triangle, ReadOnlySpan<double> vector, int size, double factor)
    {
        Lengths.Equal<double>(triangle, Needed(size));
        Lengths.Equal(vector, Tile.Pad(size));
        var kernel = new AddOuterKernel { Triangle = triangle, Vector = vector, Size = size, Factor = factor };
        SimdDispatch.Run<AddOuterKernel, double>(ref kernel);
    }

    /// <summary>Solves Uᵀ x = b; |x|² is bᵀ A⁻¹ b.</summary>
    /// <param name="factor">U.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="vector">b, padded with zeros to whole tiles; receives x.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void SolveTransposed(ReadOnlySpan<double> factor, int size, Span<double> vector)
    {
        Lengths.Equal(factor, Needed(size));
        Lengths.Equal<double>(vector, Tile.Pad(size));
        var kernel = new SolveKernel { Factor = factor, Vector = vector, Size = size };
        SimdDispatch.Run<SolveKernel, double>(ref kernel);
    }

    /// <summary>Writes the matrix as <see cref="Cholesky"/> takes it; what lies below the diagonal outside the tiles that it crosses stays as it is.</summary>
    /// <param name="triangle">The matrix.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="square">Receives it, [size, size in whole tiles].</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Expand(ReadOnlySpan<double> triangle, int size, Span<double> square)
    {
        int length = Lengths.Square<double>(square, size);
        Lengths.Equal(triangle, Needed(size));
        for (int i = 0; i < size; i++)
        {
            triangle.Slice((int)Offset(i, length), length - First(i)).CopyTo(square[((i * length) + First(i))..]);
        }
    }

    /// <summary>Takes the upper triangle of a square matrix.</summary>
    /// <param name="square">The matrix, [size, size in whole tiles].</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="triangle">Receives it.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Pack(ReadOnlySpan<double> square, int size, Span<double> triangle)
    {
        int length = Lengths.Square(square, size);
        Lengths.Equal<double>(triangle, Needed(size));
        for (int i = 0; i < size; i++)
        {
            square[((i * length) + First(i))..((i + 1) * length)].CopyTo(triangle[(int)Offset(i, length)..]);
        }
    }

    private static long Needed(int size)
    {
        Lengths.InRange(size, 0, int.MaxValue - Tile.Lanes);
        return Offset(size, Tile.Pad(size));
    }

    /// <summary>Where a row begins: all rows of a tile of rows are as long as its first.</summary>
    private static long Offset(int row, int length)
    {
        long tiles = row / Tile.Lanes;
        return (row * (long)length) - (Tile.Lanes * Tile.Lanes * tiles * (tiles - 1) / 2) - (row % Tile.Lanes * Tile.Lanes * tiles);
    }

    internal ref struct AddOuterKernel : ISimdKernel<double>
    {
        public Span<double> Triangle;
        public ReadOnlySpan<double> Vector;
        public int Size;
        public double Factor;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, double>
        {
            ref double matrix = ref MemoryMarshal.GetReference(Triangle);
            ref double vector = ref MemoryMarshal.GetReference(Vector);
            nuint at = 0, length = (nuint)Vector.Length;
            for (int i = 0; i < Size; i++)
            {
                var left = TSimd.Create(Factor * Vector[i]);
                for (nuint j = (nuint)First(i); j < length; j += (nuint)TSimd.Count, at += (nuint)TSimd.Count)
                {
                    TSimd.FusedMultiplyAdd(left, TSimd.Load(ref vector, j), TSimd.Load(ref matrix, at)).Store(ref matrix, at);
                }
            }
        }
    }

    internal ref struct SolveKernel : ISimdKernel<double>
    {
        public ReadOnlySpan<double> Factor;
        public Span<double> Vector;
        public int Size;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, double>
        {
            ref double factor = ref MemoryMarshal.GetReference(Factor);
            ref double vector = ref MemoryMarshal.GetReference(Vector);
            nuint at = 0, length = (nuint)Vector.Length;
            for (nuint first = 0; first < (nuint)Size; first += Tile.Lanes)
            {
                nuint rows = Math.Min(Tile.Lanes, (nuint)Size - first), stride = length - first;
                SolveTile<TSimd>(ref Unsafe.Add(ref factor, at), stride, ref Unsafe.Add(ref vector, first), rows);
                for (nuint j = Tile.Lanes; j < stride; j += (nuint)TSimd.Count)
                {
                    var rest = TSimd.Load(ref vector, first + j);
                    for (nuint k = 0; k < rows; k++)
                    {
                        rest = TSimd.FusedMultiplyAdd(TSimd.Create(-Unsafe.Add(ref vector, first + k)), TSimd.Load(ref factor, at + (k * stride) + j), rest);
                    }

                    rest.Store(ref vector, first + j);
                }

                at += rows * stride;
            }
        }

        /// <summary>The part of a tile that the diagonal crosses.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void SolveTile<TSimd>(ref double factor, nuint stride, ref double vector, nuint rows)
            where TSimd : struct, ISimd<TSimd, double>
        {
            for (nuint k = 0; k < rows; k++)
            {
                ref double row = ref Unsafe.Add(ref factor, k * stride);
                double value = Unsafe.Add(ref vector, k) * (1 / Unsafe.Add(ref row, k));
                var left = TSimd.Create(-value);
                for (nuint j = k / (nuint)TSimd.Count * (nuint)TSimd.Count; j < Tile.Lanes; j += (nuint)TSimd.Count)
                {
                    TSimd.FusedMultiplyAdd(left, TSimd.Load(ref row, j), TSimd.Load(ref vector, j)).Store(ref vector, j);
                }

                Unsafe.Add(ref vector, k) = value;
            }
        }
    }
}
