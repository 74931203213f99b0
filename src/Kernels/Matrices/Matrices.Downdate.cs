using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class Matrices
{
    /// <summary>A ← (A − v vᵀ) · scale. Both products commute, so a matrix that is symmetric to the bit stays so.</summary>
    /// <param name="matrix">A, [n, n].</param>
    /// <param name="vector">v, [n], in whole tiles; must not overlap <paramref name="matrix"/>.</param>
    /// <param name="scale">The factor.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Downdate<T>(Span<T> matrix, ReadOnlySpan<T> vector, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Equal<T>(matrix, (long)Lengths.WholeTiles(vector) * vector.Length);
        var kernel = new DowndateKernel<T> { Matrix = matrix, Vector = vector, Scale = scale };
        SimdDispatch.Run<DowndateKernel<T>, T>(ref kernel);
    }

    internal ref struct DowndateKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public Span<T> Matrix;
        public ReadOnlySpan<T> Vector;
        public T Scale;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T vector = ref MemoryMarshal.GetReference(Vector);
            nuint length = (nuint)Vector.Length;
            var scale = TSimd.Create(Scale);
            for (nuint i = 0; i < length; i++)
            {
                ref T row = ref MemoryMarshal.GetReference(Matrix[(int)(i * length)..]);
                var factor = TSimd.Create(-Vector[(int)i]);
                for (nuint j = 0; j < length; j += (nuint)TSimd.Count)
                {
                    (TSimd.FusedMultiplyAdd(TSimd.Load(ref vector, j), factor, TSimd.Load(ref row, j)) * scale).Store(ref row, j);
                }
            }
        }
    }
}
