using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class PairRotationTests
{
    [TestMethod]
    [DataRow(2)]
    [DataRow(16)]
    [DataRow(38)]
    public void Pairs_turn_as_complex_numbers_with_the_same_bits_at_every_width(int length)
    {
        Check<float>(length);
        Check<double>(length);
    }

    [TestMethod]
    public void Rows_of_odd_length_are_refused() =>
        Assert.Throws<ArgumentException>(() => PairRotation.Turn<double>(new double[3], new double[3], new double[3]));

    private static void Check<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] row = Numbers.Normal<T>(length, 1), cos = new T[length], sin = new T[length];
        for (int i = 0; i < length; i++)
        {
            double angle = 0.7 * (i / 2);
            (cos[i], sin[i]) = (T.CreateTruncating(Math.Cos(angle)), T.CreateTruncating(i % 2 == 0 ? -Math.Sin(angle) : Math.Sin(angle)));
        }

        T[] results = new AtWidth<T>(row, cos, sin).Check(), turned = [.. row];
        PairRotation.Turn<T>(turned, cos, sin);
        CollectionAssert.AreEqual(results, turned, "the dispatched width gives the same");
        for (int i = 0; i < length; i += 2)
        {
            var expected = new Complex(double.CreateTruncating(row[i]), double.CreateTruncating(row[i + 1])) * Complex.FromPolarCoordinates(1, 0.35 * i);
            Numbers.AssertClose("first", expected.Real, turned[i], 4);
            Numbers.AssertClose("second", expected.Imaginary, turned[i + 1], 4);
        }
    }

    private sealed class AtWidth<T>(T[] row, T[] cos, T[] sin) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] turned = [.. row];
            new PairRotation.TurnKernel<T> { Row = turned, Cos = cos, Sin = sin }.Run<TSimd>();
            return turned;
        }
    }
}
