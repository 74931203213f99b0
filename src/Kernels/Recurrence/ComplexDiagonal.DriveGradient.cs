using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class ComplexDiagonal
{
    /// <summary>
    /// What B and γ did to the loss over T rows: with S = Σ_t a_t u_tᵀ, ∂L/∂Re B += γ Re S, ∂L/∂Im B −= γ Im S and ∂L/∂γ += Re Σ_m B S.
    /// </summary>
    /// <param name="matrix">B, [n / 16, m, re and im, 16], m ≥ 1.</param>
    /// <param name="gain">γ, [n], n ≥ 1 in whole tiles.</param>
    /// <param name="adjoint">a_t, [T, re and im, n], as <see cref="Adjoint"/> leaves it.</param>
    /// <param name="inputs">u_t, [T, m].</param>
    /// <param name="matrixGradient">∂L/∂B, tiled like B; added to.</param>
    /// <param name="gainGradient">∂L/∂γ, [n]; added to.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void DriveGradient<T>(
        ReadOnlySpan<T> matrix, ReadOnlySpan<T> gain, ReadOnlySpan<T> adjoint, ReadOnlySpan<T> inputs, Span<T> matrixGradient, Span<T> gainGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long states = Lengths.WholeTiles(gain);
        int rows = Lengths.Rows(inputs, Lengths.Rows(matrix, 2 * states));
        Lengths.Equal(adjoint, 2 * states * rows);
        Lengths.Equal<T>(matrixGradient, matrix.Length);
        Lengths.Equal<T>(gainGradient, states);
        var kernel = new DriveGradientKernel<T>
        {
            Matrix = matrix, Gain = gain, Adjoint = adjoint, Inputs = inputs, MatrixGradient = matrixGradient, GainGradient = gainGradient,
        };
        SimdDispatch.Run<DriveGradientKernel<T>, T>(ref kernel);
    }

    internal ref struct DriveGradientKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Matrix;
        public ReadOnlySpan<T> Gain;
        public ReadOnlySpan<T> Adjoint;
        public ReadOnlySpan<T> Inputs;
        public Span<T> MatrixGradient;
        public Span<T> GainGradient;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            nuint states = (nuint)Gain.Length, columns = (nuint)Matrix.Length / (2 * states), tileLength = columns * 2 * Tile.Lanes;
            for (nuint n = 0; n < states; n += (nuint)TSimd.Count)
            {
                nuint entry = (n / Tile.Lanes * tileLength) + (n % Tile.Lanes);
                var gainGradient = TSimd.Load(ref MemoryMarshal.GetReference(GainGradient), n);
                nuint m = 0;
                for (; m + 1 < columns; m += 2, entry += 4 * Tile.Lanes)
                {
                    var (evenRe, evenIm, oddRe, oddIm) = Sums<TSimd>(n, m, m + 1);
                    gainGradient = Add(n, entry, evenRe, evenIm, gainGradient);
                    gainGradient = Add(n, entry + (2 * Tile.Lanes), oddRe, oddIm, gainGradient);
                }

                if (m < columns)
                {
                    var (lastRe, lastIm, _, _) = Sums<TSimd>(n, m, m);
                    gainGradient = Add(n, entry, lastRe, lastIm, gainGradient);
                }

                gainGradient.Store(ref MemoryMarshal.GetReference(GainGradient), n);
            }
        }

        /// <summary>Two columns of S, so that additions need not wait for each other.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly (TSimd EvenRe, TSimd EvenIm, TSimd OddRe, TSimd OddIm) Sums<TSimd>(nuint n, nuint even, nuint odd)
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T adjoint = ref MemoryMarshal.GetReference(Adjoint);
            ref T inputs = ref MemoryMarshal.GetReference(Inputs);
            nuint states = (nuint)Gain.Length, columns = (nuint)Matrix.Length / (2 * states);
            var evenRe = TSimd.Create(T.Zero);
            var (evenIm, oddRe, oddIm) = (evenRe, evenRe, evenRe);
            for (nuint at = n, row = 0; at < (nuint)Adjoint.Length; at += 2 * states, row += columns)
            {
                var re = TSimd.Load(ref adjoint, at);
                var im = TSimd.Load(ref adjoint, at + states);
                var first = TSimd.Create(Unsafe.Add(ref inputs, row + even));
                var second = TSimd.Create(Unsafe.Add(ref inputs, row + odd));
                evenRe = TSimd.FusedMultiplyAdd(re, first, evenRe);
                evenIm = TSimd.FusedMultiplyAdd(im, first, evenIm);
                oddRe = TSimd.FusedMultiplyAdd(re, second, oddRe);
                oddIm = TSimd.FusedMultiplyAdd(im, second, oddIm);
            }

            return (evenRe, evenIm, oddRe, oddIm);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly TSimd Add<TSimd>(nuint n, nuint entry, TSimd re, TSimd im, TSimd gainGradient)
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T matrix = ref MemoryMarshal.GetReference(Matrix);
            ref T gradient = ref MemoryMarshal.GetReference(MatrixGradient);
            var gain = TSimd.Load(ref MemoryMarshal.GetReference(Gain), n);
            TSimd.FusedMultiplyAdd(gain, re, TSimd.Load(ref gradient, entry)).Store(ref gradient, entry);
            TSimd.FusedMultiplyAdd(-gain, im, TSimd.Load(ref gradient, entry + Tile.Lanes)).Store(ref gradient, entry + Tile.Lanes);
            var real = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, entry), re, gainGradient);
            return TSimd.FusedMultiplyAdd(-TSimd.Load(ref matrix, entry + Tile.Lanes), im, real);
        }
    }
}
