using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

/// <summary>Scalar twins of the recurrence kernels, in the paper's notation.</summary>
internal static class ComplexMatrix
{
    public static Complex[] Vector<T>(T[] halves)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, halves.Length / 2).Select(n => new Complex(D(halves[n]), D(halves[n + (halves.Length / 2)])))];

    public static Complex[,] Matrix<T>(T[] tiled, int states, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var matrix = new Complex[states, columns];
        for (int n = 0; n < states; n++)
        {
            for (int m = 0; m < columns; m++)
            {
                int entry = ComplexDiagonal.MatrixIndex(n, m, columns);
                matrix[n, m] = new(D(tiled[entry]), D(tiled[entry + Tile.Lanes]));
            }
        }

        return matrix;
    }

    /// <summary>B u.</summary>
    public static Complex[] Product(Complex[,] b, double[] u)
    {
        var product = new Complex[b.GetLength(0)];
        for (int n = 0; n < product.Length; n++)
        {
            for (int m = 0; m < u.Length; m++)
            {
                product[n] += b[n, m] * u[m];
            }
        }

        return product;
    }

    public static double D<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => double.CreateTruncating(value);
}
