namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class SoftmaxTests
{
    private const double Never = double.NegativeInfinity;

    [TestMethod]
    public void Probabilities_are_those_of_a_table_and_do_not_depend_on_a_shift_or_on_what_is_left_out()
    {
        double[] logits = [0, Math.Log(2), Math.Log(5)], p = new double[3], shifted = new double[4];
        Softmax.Apply<double>(logits, p);
        Softmax.Apply<double>([1e6, Never, 1e6 + Math.Log(2), 1e6 + Math.Log(5)], shifted);
        Close([1.0 / 8, 2.0 / 8, 5.0 / 8], p, 1e-15);
        Close([1.0 / 8, 0, 2.0 / 8, 5.0 / 8], shifted, 1e-9);
        Assert.AreEqual(0, shifted[1]);
        Softmax.Apply<double>(logits, logits);
        CollectionAssert.AreEqual(p, logits);
    }

    [TestMethod]
    public void Logits_as_far_apart_as_numbers_go_give_a_unit_vector_and_none_at_all_gives_zeros()
    {
        float[] p = new float[3];
        Softmax.Apply<float>([float.MinValue, 0, float.MaxValue], p);
        CollectionAssert.AreEqual(new float[] { 0, 0, 1 }, p);
        Softmax.Apply<float>([float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity], p);
        CollectionAssert.AreEqual(new float[] { 0, 0, 0 }, p);
        Softmax.Apply<float>([0, float.NaN, 1], p);
        CollectionAssert.AreEqual(new[] { float.NaN, float.NaN, float.NaN }, p);
    }

    [TestMethod]
    public void The_loss_is_the_logarithm_of_the_odds_against_and_infinite_of_a_class_that_cannot_be()
    {
        Assert.AreEqual(Math.Log(8), Softmax.Loss<double>([0, Math.Log(2), Math.Log(5)], 0), 1e-15);
        Assert.AreEqual(1000, Softmax.Loss<double>([1000, 0], 1), 1e-12);
        Assert.AreEqual(double.PositiveInfinity, Softmax.Loss<double>([0, Never, 1], 1));
        Assert.AreEqual(double.NaN, Softmax.Loss<double>([Never, Never], 1));
        Assert.AreEqual(double.NaN, Softmax.Loss<double>([0, double.NaN], 0));
    }

    [TestMethod]
    public void The_gradient_is_the_slope_of_the_loss()
    {
        double[] logits = [0.3, -1.2, 2.5, 0], gradient = new double[4];
        Assert.AreEqual(Softmax.Loss<double>(logits, 1), Softmax.Gradient<double>(logits, 1, 3, gradient));
        for (int k = 0; k < logits.Length; k++)
        {
            Assert.AreEqual(3 * (At(k, 1e-5) - At(k, -1e-5)) / 2e-5, gradient[k], 1e-9);
        }

        double At(int k, double step) => Softmax.Loss<double>([.. logits.Select((logit, i) => i == k ? logit + step : logit)], 1);
    }

    [TestMethod]
    public void Among_some_classes_the_gradient_is_that_without_the_others()
    {
        double[] all = [0.3, 9, -1.2, 2.5], alone = new double[3];
        double loss = Softmax.Gradient<double>([0.3, -1.2, 2.5], 1, 2, alone);
        Assert.AreEqual(loss, Softmax.Gradient<double>(all, 2, [true, false, true, true], 2));
        CollectionAssert.AreEqual(new[] { alone[0], 0, alone[1], alone[2] }, all);
    }

    [TestMethod]
    public void Nothing_is_allocated()
    {
        float[] logits = [0, 1, 2], gradient = new float[3];
        bool[] among = [true, false, true];
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            Softmax.Gradient<float>(logits, 2, 1, gradient);
            Softmax.Apply<float>(logits, gradient);
            Softmax.Gradient<float>(gradient, 2, among, Softmax.Loss<float>(logits, 0));
        }
    }

    private static void Close(double[] expected, double[] actual, double tolerance)
    {
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.AreEqual(expected[k], actual[k], tolerance);
        }
    }
}
