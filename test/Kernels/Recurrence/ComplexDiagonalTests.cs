using System.Numerics;
using static AdaptiveML.Kernels.Tests.ComplexMatrix;

namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class ComplexDiagonalTests
{
    [TestMethod]
    [DataRow(16, 1)]
    [DataRow(32, 7)]
    [DataRow(48, 24)]
    public void Every_width_gives_the_same_bits_and_equals_the_twin(int states, int columns)
    {
        Check<float>(states, columns);
        Check<double>(states, columns);
    }

    [TestMethod]
    [DataRow(16, 1, 1)]
    [DataRow(32, 7, 3)]
    [DataRow(48, 4, 20)]
    public void Going_backwards_gives_the_same_bits_at_every_width_and_equals_the_twin(int states, int columns, int rows)
    {
        CheckBackwards<float>(states, columns, rows);
        CheckBackwards<double>(states, columns, rows);
    }

    [TestMethod]
    public void A_decaying_trace_fades_to_nothing_and_is_never_denormal()
    {
        float[] half = [.. Enumerable.Repeat(0.5f, Tile.Lanes)], zero = new float[2 * Tile.Lanes], trace = new float[2 * Tile.Lanes];
        trace.AsSpan().Fill(1e-10f);
        var decay = new ComplexSpan<float>(half, new float[Tile.Lanes]);
        for (int step = 0; step < 200; step++)
        {
            ComplexDiagonal.Trace(decay, half, [0f], trace);
            ComplexDiagonal.Advance(decay, new(trace), [], new(zero), new(trace));
            Assert.IsFalse(trace.Any(float.IsSubnormal), $"denormal after step {step}");
        }

        Assert.IsTrue(trace.All(value => Math.Abs(value) < 1e-30f));
    }

    [TestMethod]
    public void A_matrix_of_another_size_is_refused()
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(
            () => ComplexDiagonal.Drive(new float[31], new float[1], new ComplexSpan<float>(new float[32])));
        Assert.AreEqual("matrix", exception.ParamName);
    }

    private static void Check<T>(int states, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var problem = new Problem<T>(states, columns);
        T[] drive = new DriveAtWidth<T>(problem).Check(), next = new AdvanceAtWidth<T>(problem).Check();
        T[] trace = new TraceAtWidth<T>(problem).Check(), both = new TraceGradientAtWidth<T>(problem).Check();
        T[] eigenvalue = new EigenvalueAtWidth<T>(problem).Check(), product = new RealProductAtWidth<T>(problem).Check();
        new EigenvaluesAtWidth<T>(problem).Check();

        double[] u = [.. problem.Input.Select(D)];
        Complex[] lambda = Vector(problem.Lambda), x = Vector(problem.X), w = Vector(drive), y = Vector(next), delta = Vector(problem.Delta);
        Complex[,] b = Matrix(problem.B, states, columns), e = Matrix(problem.Trace, states, columns);
        Complex[,] advanced = Matrix(trace, states, columns), gradient = Matrix(both[trace.Length..], states, columns);
        Complex[] expectedDrive = Product(b, u);
        CollectionAssert.AreEqual(trace, both[..trace.Length], "the fused pass advances the trace as the plain one does");
        for (int n = 0; n < states; n++)
        {
            double gain = D(problem.Gain[n]);
            AssertClose($"(B u)[{n}]", expectedDrive[n], w[n], typeof(T));
            AssertClose($"x[{n}]", (lambda[n] * x[n]) + (gain * Vector(problem.Drive)[n]), y[n], typeof(T));
            for (int m = 0; m < columns; m++)
            {
                Complex expected = (lambda[n] * e[n, m]) + (gain * u[m]);
                AssertClose($"e[{n},{m}]", expected, advanced[n, m], typeof(T));

                // ∂L/∂Re B = Re(δ e), ∂L/∂Im B = −Im(δ e); the pass adds to what is there.
                Complex start = Matrix(problem.Gradient, states, columns)[n, m];
                AssertClose($"grad B[{n},{m}]", start + Complex.Conjugate(delta[n] * expected), gradient[n, m], typeof(T));
            }

            Complex chain = delta[n] * lambda[n] * x[n];
            AssertClose($"grad nu[{n}]", -gain * chain.Real, D(eigenvalue[n]), typeof(T));
            AssertClose($"grad theta[{n}]", -gain * chain.Imaginary, D(eigenvalue[n + states]), typeof(T));
            AssertClose($"Re product[{n}]", gain * (delta[n] * x[n]).Real, D(product[n]), typeof(T));
        }
    }

    private static void CheckBackwards<T>(int states, int columns, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var problem = new Problem<T>(states, columns);
        T[] previous = Numbers.Normal<T>(rows * 2 * states, 10);
        T[] delta = Numbers.Normal<T>(rows * 2 * states, 11);
        T[] inputs = Numbers.Normal<T>(rows * columns, 12);
        T[] result = new BackwardsAtWidth<T>(problem, previous, delta, inputs).Check();
        Complex[] lambda = Vector(problem.Lambda), start = Vector(problem.Delta), sum = Vector(result[..(2 * states)]);
        Complex[,] b = Matrix(problem.B, states, columns), gradient = Matrix(result[(2 * states)..(result.Length - states)], states, columns);
        for (int n = 0; n < states; n++)
        {
            double gain = D(problem.Gain[n]);
            Complex adjoint = 0, expectedSum = start[n];
            var outer = new Complex[columns];
            for (int t = rows - 1; t >= 0; t--)
            {
                adjoint = (lambda[n] * adjoint) + Row(delta, t);
                expectedSum += adjoint * Row(previous, t);
                for (int m = 0; m < columns; m++)
                {
                    outer[m] += adjoint * D(inputs[(t * columns) + m]);
                }
            }

            Complex Row(T[] values, int t) => new(D(values[(t * 2 * states) + n]), D(values[(((t * 2) + 1) * states) + n]));
            AssertClose($"sum[{n}]", expectedSum, sum[n], typeof(T));
            double expectedGain = gain;
            for (int m = 0; m < columns; m++)
            {
                Complex expected = Matrix(problem.Gradient, states, columns)[n, m] + (gain * Complex.Conjugate(outer[m]));
                AssertClose($"grad B[{n},{m}]", expected, gradient[n, m], typeof(T));
                expectedGain += (b[n, m] * outer[m]).Real;
            }

            AssertClose($"grad gain[{n}]", expectedGain, D(result[result.Length - states + n]), typeof(T));
        }
    }

    private static void AssertClose(string what, Complex expected, Complex actual, Type type) =>
        Assert.IsTrue(
            (expected - actual).Magnitude <= (type == typeof(float) ? 2e-5 : 1e-13) * Math.Max(1, expected.Magnitude),
            $"{what} is {actual}, expected {expected}");

    private sealed class Problem<T>(int states, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T[] B { get; } = Numbers.Normal<T>(Tile.Pad(states) * columns * 2, 1);

        public T[] Trace { get; } = Numbers.Normal<T>(Tile.Pad(states) * columns * 2, 2);

        public T[] Gradient { get; } = Numbers.Normal<T>(Tile.Pad(states) * columns * 2, 3);

        public T[] Input { get; } = Numbers.Normal<T>(columns, 4);

        public T[] Lambda { get; } = Numbers.Normal<T>(2 * states, 5, 0.4);

        public T[] X { get; } = Numbers.Normal<T>(2 * states, 6);

        public T[] Drive { get; } = Numbers.Normal<T>(2 * states, 7);

        public T[] Delta { get; } = Numbers.Normal<T>(2 * states, 8);

        public T[] Gain { get; } = Numbers.Normal<T>(states, 9);
    }

    private sealed class DriveAtWidth<T>(Problem<T> problem) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            var result = new T[problem.X.Length];
            new ComplexDiagonal.DriveKernel<T> { Matrix = problem.B, Input = problem.Input, Drive = new(result) }.Run<TSimd>();
            return result;
        }
    }

    private sealed class AdvanceAtWidth<T>(Problem<T> problem) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            var result = new T[problem.X.Length];
            new ComplexDiagonal.AdvanceKernel<T>
            {
                Eigenvalues = new(problem.Lambda), Current = new(problem.X), Gain = problem.Gain, Drive = new(problem.Drive), Next = new(result),
            }.Run<TSimd>();
            return result;
        }
    }

    private sealed class TraceAtWidth<T>(Problem<T> problem) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] trace = [.. problem.Trace];
            new ComplexDiagonal.TraceKernel<T> { Decay = new(problem.Lambda), Gain = problem.Gain, Input = problem.Input, Trace = trace }.Run<TSimd>();
            return trace;
        }
    }

    private sealed class TraceGradientAtWidth<T>(Problem<T> problem) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] trace = [.. problem.Trace], gradient = [.. problem.Gradient];
            new ComplexDiagonal.TraceKernel<T>
            {
                Decay = new(problem.Lambda), Gain = problem.Gain, Input = problem.Input, Trace = trace, Delta = new(problem.Delta), Gradient = gradient,
            }.Run<TSimd>();
            return [.. trace, .. gradient];
        }
    }

    /// <summary>The sum with what λ did, the gradient of B and that of the gain, each on top of something.</summary>
    private sealed class BackwardsAtWidth<T>(Problem<T> problem, T[] previous, T[] delta, T[] inputs) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] adjoint = [.. delta], sum = [.. problem.Delta], gradient = [.. problem.Gradient], gain = [.. problem.Gain];
            new ComplexDiagonal.AdjointKernel<T> { Eigenvalues = new(problem.Lambda), Previous = previous, Delta = adjoint, Sum = new(sum) }.Run<TSimd>();
            new ComplexDiagonal.DriveGradientKernel<T>
            {
                Matrix = problem.B, Gain = problem.Gain, Adjoint = adjoint, Inputs = inputs, MatrixGradient = gradient, GainGradient = gain,
            }.Run<TSimd>();
            return [.. sum, .. gradient, .. gain];
        }
    }

    private sealed class EigenvalueAtWidth<T>(Problem<T> problem) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] nu = new T[problem.Gain.Length], theta = new T[problem.Gain.Length];
            new EigenvalueGradient.Kernel<T>
            {
                Delta = new(problem.Delta), Eigenvalues = new(problem.Lambda), Trace = new(problem.X), Nu = problem.Gain, Theta = problem.Gain,
                NuGradient = nu, ThetaGradient = theta,
            }.Run<TSimd>();
            return [.. nu, .. theta];
        }
    }

    private sealed class RealProductAtWidth<T>(Problem<T> problem) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            var sum = new T[problem.Gain.Length];
            new ComplexDiagonal.RealProductKernel<T>
            {
                Left = new(problem.Delta), Right = new(problem.X), Factor = problem.Gain, Accumulator = sum,
            }.Run<TSimd>();
            return sum;
        }
    }

    private sealed class EigenvaluesAtWidth<T>(Problem<T> problem) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            int states = problem.Gain.Length;
            T[] nu = new T[states], theta = new T[states], lambda = new T[2 * states], gain = new T[states], slope = new T[states];
            var eigenvalues = new ComplexSpan<T>(lambda);
            new DiagonalEigenvalues.Kernel<T>
            {
                NuLog = problem.Gain, ThetaLog = problem.X.AsSpan(0, states), Nu = nu, Theta = theta, Re = eigenvalues.Re, Im = eigenvalues.Im,
            }.Run<TSimd>();
            new DiagonalGain.Kernel<T> { Nu = nu, Gain = gain, Slope = slope }.Run<TSimd>();
            return [.. nu, .. theta, .. lambda, .. gain, .. slope];
        }
    }
}
