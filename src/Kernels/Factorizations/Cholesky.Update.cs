using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class Cholesky
{
    /// <summary>U becomes the factor of Uᵀ U + v vᵀ, by one Givens rotation a row (Golub and Van Loan, 6.5.4).</summary>
    /// <param name="factor">U, [size, size in whole tiles].</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="vector">v, [size in whole tiles], padded with zeros; is used up. Must not overlap <paramref name="factor"/>.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Update(Span<double> factor, int size, Span<double> vector)
    {
        Lengths.Equal<double>(vector, Lengths.Square<double>(factor, size));
        var kernel = new UpdateKernel { Factor = factor, Size = size, Vector = vector };
        SimdDispatch.Run<UpdateKernel, double>(ref kernel);
    }

    internal ref struct UpdateKernel : ISimdKernel<double>
    {
        public Span<double> Factor;
        public int Size;
        public Span<double> Vector;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, double>
        {
            ref double vector = ref MemoryMarshal.GetReference(Vector);
            for (int k = 0; k < Size; k++)
            {
                double v = Vector[k];
                if (v == 0)
                {
                    continue;
                }

                var line = Factor.Slice(k * Vector.Length, Vector.Length);
                ref double row = ref MemoryMarshal.GetReference(line);
                double radius = Math.Sqrt(double.FusedMultiplyAdd(v, v, line[k] * line[k]));
                TSimd cosine = TSimd.Create(line[k] / radius), sine = TSimd.Create(v / radius);
                for (nuint j = (nuint)(k / Tile.Lanes * Tile.Lanes); j < (nuint)Vector.Length; j += (nuint)TSimd.Count)
                {
                    TSimd u = TSimd.Load(ref row, j), w = TSimd.Load(ref vector, j);
                    TSimd.FusedMultiplyAdd(cosine, u, sine * w).Store(ref row, j);
                    TSimd.FusedMultiplyAdd(cosine, w, -(sine * u)).Store(ref vector, j);
                }

                (line[k], Vector[k]) = (radius, 0);
            }
        }
    }
}
