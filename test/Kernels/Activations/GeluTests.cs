using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class GeluTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(19)]
    [DataRow(64)]
    public void All_maps_agree_with_the_definition_and_have_the_same_bits_at_every_width(int length)
    {
        Check<float>(length);
        Check<double>(length);
    }

    [TestMethod]
    public void Far_out_it_is_zero_or_the_argument()
    {
        double[] x = [-1e300, -50, 0, 50, 1e300], gate = new double[5], y = new double[5];
        Gelu.Apply<double>(x, gate, y);
        CollectionAssert.AreEqual(new double[] { 0, 0, 0, 50, 1e300 }, y.Select(value => value + 0).ToArray());
    }

    private static void Check<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Numbers.Normal<T>(length, 3, scale: 2), results = new AtWidth<T>(x).Check();
        T[] gate = new T[length], value = new T[length], slope = [.. Enumerable.Repeat(T.One, length)], curvature = [.. slope];
        Gelu.Apply<T>(x, gate, value);
        Gelu.Slope<T>(x, gate, slope);
        Gelu.Curvature<T>(x, gate, curvature);
        CollectionAssert.AreEqual(results, (T[])[.. value, .. slope, .. curvature], "the dispatched width gives the same");
        for (int i = 0; i < length; i++)
        {
            var (y, first, second) = Twin(double.CreateTruncating(x[i]));
            Numbers.AssertClose("value", y, value[i], 4);
            Numbers.AssertClose("slope", first, slope[i], 8);
            Numbers.AssertClose("curvature", second, curvature[i], 16);
        }
    }

    /// <summary>½ x (1 + t) with t = tanh(p (x + q x³)), and its derivatives.</summary>
    private static (double Value, double Slope, double Curvature) Twin(double x)
    {
        double p = Math.Sqrt(2 / Math.PI), q = 0.044715, t = Math.Tanh(p * (x + (q * x * x * x)));
        double w = p * (1 + (3 * q * x * x)), bend = 6 * p * q * x, c = 1 - (t * t);
        return (0.5 * x * (1 + t), (0.5 * (1 + t)) + (0.5 * x * c * w), (c * w) + (0.5 * x * ((c * bend) - (2 * t * c * w * w))));
    }

    private sealed class AtWidth<T>(T[] x) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] gate = new T[x.Length], value = new T[x.Length], slope = [.. Enumerable.Repeat(T.One, x.Length)], curvature = [.. slope];
            new Gelu.ApplyKernel<T> { X = x, Gate = gate, Destination = value }.Run<TSimd>();
            new Gelu.FactorKernel<T, Gelu.SlopeFactor> { X = x, Gate = gate, Gradient = slope }.Run<TSimd>();
            new Gelu.FactorKernel<T, Gelu.CurvatureFactor> { X = x, Gate = gate, Gradient = curvature }.Run<TSimd>();
            return [.. value, .. slope, .. curvature];
        }
    }
}
