using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class AdamStepTests
{
    [TestMethod]
    public void Every_width_gives_the_same_bits_and_equals_the_algorithm()
    {
        Check<float>();
        Check<double>();
    }

    [TestMethod]
    public void The_first_step_has_the_length_of_the_learning_rate_whatever_the_gradient()
    {
        double[] parameters = new double[16], gradient = [.. Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? 1 : -1) * Math.Pow(10, i - 8))];
        Step<double>(1).Apply(gradient, parameters, new double[16], new double[16]);
        for (int i = 0; i < parameters.Length; i++)
        {
            // Kingma and Ba 2015, section 2.1: |Δ| is about the step size; ε = 1e-8 shows where the gradient is as small.
            Assert.AreEqual(-Math.Sign(gradient[i]) * 0.01 * Math.Abs(gradient[i]) / (Math.Abs(gradient[i]) + 1e-8), parameters[i], 1e-15);
        }
    }

    [TestMethod]
    public void A_zero_gradient_decays_the_moments_to_nothing_without_denormals()
    {
        float[] parameters = new float[16], first = new float[16], second = new float[16];
        first.AsSpan().Fill(1e-20f);
        second.AsSpan().Fill(1e-20f);
        for (int k = 1; k < 100_000; k++)
        {
            Step<float>(k).Apply(new float[16], parameters, first, second);
            Assert.IsFalse(float.IsSubnormal(first[0]) || float.IsSubnormal(second[0]));
        }

        Assert.IsLessThan(1e-30f, first[0]);
        Assert.IsLessThan(1e-30f, second[0]);
    }

    private static AdamStep<T> Step<T>(int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            LearningRate = T.CreateTruncating(0.01), Shrink = T.One, GradientScale = T.One, Beta1 = T.CreateTruncating(0.9), Beta2 = T.CreateTruncating(0.999),
            Epsilon = T.CreateTruncating(1e-8), Correction1 = T.CreateTruncating(1 / (1 - Math.Pow(0.9, k))),
            Correction2 = T.CreateTruncating(1 / (1 - Math.Pow(0.999, k))),
        };

    private static void Check<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int length = 64;
        T[] result = new StepAtWidth<T>(length).Check();
        double[] g = [.. Numbers.Normal<T>(length, 1).Select(v => double.CreateTruncating(v) * 0.5)];
        double[] p = [.. Numbers.Normal<T>(length, 2).Select(double.CreateTruncating)], m = [.. Numbers.Normal<T>(length, 3).Select(double.CreateTruncating)];
        double[] v = [.. Numbers.Normal<T>(length, 4).Select(value => Math.Abs(double.CreateTruncating(value)))];
        for (int i = 0; i < length; i++)
        {
            double first = (0.9 * m[i]) + (0.1 * g[i]), second = (0.999 * v[i]) + (0.001 * g[i] * g[i]);
            double step = 0.01 * (first / (1 - Math.Pow(0.9, 5))) / (Math.Sqrt(second / (1 - Math.Pow(0.999, 5))) + 1e-8);
            Numbers.AssertClose("m", first, result[length + i]);
            Numbers.AssertClose("v", second, result[(2 * length) + i]);
            Numbers.AssertClose("p", (p[i] * 0.98) - step, result[i]);
        }
    }

    private sealed class StepAtWidth<T>(int length) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] parameters = Numbers.Normal<T>(length, 2), first = Numbers.Normal<T>(length, 3), second = [.. Numbers.Normal<T>(length, 4).Select(T.Abs)];
            new AdamStep<T>.Kernel
            {
                Step = Step<T>(5) with { GradientScale = T.CreateTruncating(0.5), Shrink = T.CreateTruncating(0.98) },
                Gradient = Numbers.Normal<T>(length, 1), Parameters = parameters, First = first, Second = second,
            }.Run<TSimd>();
            return [.. parameters, .. first, .. second];
        }
    }
}
