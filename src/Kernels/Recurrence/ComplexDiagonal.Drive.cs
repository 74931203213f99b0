using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// Operations of a complex diagonal recurrence x ← λ∘x + γ∘(B u). Lanes run over the states, which are independent of each other.
/// </summary>
/// <remarks>
/// A complex matrix with a row a state (B, and the trace ∂x/∂B) is laid out in tiles: [state / 16][column][re, im][state % 16],
/// so that a step reads it once, in order, at any width.
/// </remarks>
internal static partial class ComplexDiagonal
{
    /// <summary>Index of the real part of an entry in the tiled form; its imaginary part lies <see cref="Tile.Lanes"/> further.</summary>
    public static int MatrixIndex(int state, int column, int columns) =>
        (((state / Tile.Lanes * columns) + column) * 2 * Tile.Lanes) + (state % Tile.Lanes);

    /// <summary>drive = B u.</summary>
    /// <param name="matrix">B, [n / 16, m, re and im, 16].</param>
    /// <param name="input">u, real, [m].</param>
    /// <param name="drive">Receives B u, [n], n in whole tiles; must not overlap the others.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Drive<T>(ReadOnlySpan<T> matrix, ReadOnlySpan<T> input, ComplexSpan<T> drive)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Equal(matrix, 2L * Lengths.WholeTiles(drive) * input.Length);
        var kernel = new DriveKernel<T> { Matrix = matrix, Input = input, Drive = drive };
        SimdDispatch.Run<DriveKernel<T>, T>(ref kernel);
    }

    internal ref struct DriveKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Matrix;
        public ReadOnlySpan<T> Input;
        public ComplexSpan<T> Drive;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T matrix = ref MemoryMarshal.GetReference(Matrix);
            ref T input = ref MemoryMarshal.GetReference(Input);
            nuint columns = (nuint)Input.Length, tileLength = columns * 2 * Tile.Lanes;
            for (nuint n = 0; n < (nuint)Drive.Re.Length; n += (nuint)TSimd.Count)
            {
                nuint entry = (n / Tile.Lanes * tileLength) + (n % Tile.Lanes);
                var evenRe = TSimd.Create(T.Zero);
                var evenIm = evenRe;
                var oddRe = evenRe;
                var oddIm = evenRe;
                nuint m = 0;
                for (; m + 1 < columns; m += 2, entry += 4 * Tile.Lanes)
                {
                    var even = TSimd.Create(Unsafe.Add(ref input, m));
                    var odd = TSimd.Create(Unsafe.Add(ref input, m + 1));
                    evenRe = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, entry), even, evenRe);
                    evenIm = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, entry + Tile.Lanes), even, evenIm);
                    oddRe = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, entry + (2 * Tile.Lanes)), odd, oddRe);
                    oddIm = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, entry + (3 * Tile.Lanes)), odd, oddIm);
                }

                if (m < columns)
                {
                    var last = TSimd.Create(Unsafe.Add(ref input, m));
                    evenRe = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, entry), last, evenRe);
                    evenIm = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, entry + Tile.Lanes), last, evenIm);
                }

                (evenRe + oddRe).Store(ref MemoryMarshal.GetReference(Drive.Re), n);
                (evenIm + oddIm).Store(ref MemoryMarshal.GetReference(Drive.Im), n);
            }
        }
    }
}
