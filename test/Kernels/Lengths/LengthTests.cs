namespace AdaptiveML.Kernels.Tests;

/// <summary>No kernel reads or writes beyond a span: what does not fit is refused before anything is written.</summary>
[TestClass]
public sealed class LengthTests
{
    public static IEnumerable<object[]> Cases => KernelCases.All.Select(one => new object[] { one });

    [TestMethod]
    public void Every_entry_that_takes_spans_has_one_case() =>
        CollectionAssert.AreEquivalent(KernelEntries.All.Select(KernelEntries.Name).ToArray(), KernelCases.All.Select(one => one.Entry).ToArray());

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Arguments_that_fit_are_taken_and_nothing_beside_them_is_written(object one)
    {
        var kernel = (KernelCase)one;
        Assert.EndsWith($"({kernel.Needs.Length})", kernel.Entry);
        var operands = Operands(kernel);
        kernel.Run(operands);
        AssertGuards(kernel, operands);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void An_argument_one_element_short_is_refused_before_anything_is_written(object one)
    {
        var kernel = (KernelCase)one;
        for (int i = 0; i < kernel.Needs.Length; i++)
        {
            if (i == kernel.Free)
            {
                continue;
            }

            var operands = Operands(kernel, i, 1);
            var exception = Assert.Throws<ArgumentException>(() => kernel.Run(operands), $"{kernel} takes argument {i} one element short");
            Assert.IsFalse(string.IsNullOrEmpty(exception.ParamName), $"{kernel} does not name argument {i}");
            Assert.IsTrue(Array.TrueForAll(operands, operand => operand.IsUnchanged), $"{kernel} writes before it refuses argument {i}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Whatever_an_argument_lacks_nothing_beside_the_others_is_written(object one)
    {
        var kernel = (KernelCase)one;
        for (int i = 0; i < kernel.Needs.Length; i++)
        {
            foreach (int cut in (int[])[1, 2, Tile.Lanes, kernel.Needs[i].Length])
            {
                var operands = Operands(kernel, i, Math.Min(cut, kernel.Needs[i].Length));
                try
                {
                    kernel.Run(operands);
                }
                catch (ArgumentException)
                {
                    Assert.IsTrue(Array.TrueForAll(operands, operand => operand.IsUnchanged), $"{kernel} writes before it refuses {cut} less of argument {i}");
                }

                AssertGuards(kernel, operands);
            }
        }
    }

    [TestMethod]
    public void Lengths_whose_product_overflows_are_refused()
    {
        // 65,536 · 65,536 is 0 in 32 bits.
        float[] large = new float[65536];
        double[] wide = new double[65536];
        Assert.Throws<ArgumentException>(() => Matrices.TransposedProduct<float>([], large, large));
        Assert.Throws<ArgumentException>(() => Matrices.Downdate<float>([], large, 1));
        Assert.Throws<ArgumentException>(() => Matrices.AddTransposedProduct<float>([], 1 << 30, new float[4], new float[64], new float[16]));
        Assert.Throws<ArgumentException>(() => Matrices.Product<float>([], 1 << 30, 1, new float[16], new float[80]));
        Assert.Throws<ArgumentException>(() => Matrices.ProductTransposed<float>(new float[80], new float[16], 16, new float[1], 1 << 30));
        Assert.Throws<ArgumentException>(() => ComplexDiagonal.Drive(default, large.AsSpan(0, 32768), new ComplexSpan<float>(large, large)));
        Assert.Throws<ArgumentException>(() => ComplexDiagonal.Trace(new(large, large), large, large.AsSpan(0, 32768), default));
        Assert.Throws<ArgumentException>(() => Cholesky.LogDeterminant([], 65536));
        Assert.Throws<ArgumentException>(() => Tridiagonal.Turn([], 65536, wide));
        foreach (var shape in (CellShape[])[new(1 << 30, 1, 4), new(65536, 1, 1), new(5, 3, 4), new(5, 0, 4), new(5, 2, 0), new(-16, 2, 4)])
        {
            Assert.Throws<ArgumentException>(() => CellJacobian.GateVectorJacobianProduct<float>(shape, large, large, large), shape.ToString());
            Assert.Throws<ArgumentException>(() => CellJacobian.Transpose<float>(shape, large, large), shape.ToString());
        }
    }

    private static Operand[] Operands(KernelCase kernel, int shortened = -1, int cut = 0) =>
        [.. kernel.Needs.Select((need, i) => new Operand(need, i == shortened ? cut : 0))];

    private static void AssertGuards(KernelCase kernel, Operand[] operands) =>
        Assert.IsTrue(Array.TrueForAll(operands, operand => operand.GuardsStand), $"{kernel} writes beside an argument");
}
