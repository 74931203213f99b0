namespace AdaptiveML.Kernels;

internal static partial class Elementary
{
    /// <summary>ln 2.</summary>
    public const double Ln2 = 0.6931471805599453;

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Any value; 0 gives −∞, a negative value or NaN gives NaN.</param>
    /// <remarks>x = 2^k m, √½ ≤ m &lt; √2; ln m = 2 artanh(s), s = (m − 1)/(m + 1), by its series in s².</remarks>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        int k = double.ILogB(x);
        double m = double.ScaleB(x, -k);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            k++;
        }

        double s = (m - 1) / (m + 1), square = s * s, series = 0;
        for (int n = 23; n >= 3; n -= 2)
        {
            series = double.FusedMultiplyAdd(series, square, 1.0 / n);
        }

        double tail = double.FusedMultiplyAdd(2 * s * square, series, k * Coefficients<double>.Ln2Low);
        return double.FusedMultiplyAdd(k, Coefficients<double>.Ln2High, 2 * s) + tail;
    }
}
