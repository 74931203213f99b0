using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class LeastSquaresMemoryTests
{
    private const int Inputs = 5;
    private const int Outputs = 2;
    private const int Tokens = 12;

    private readonly LeastSquaresMemory<double> _memory = new(Inputs, Outputs, Tokens);
    private readonly TokenRows<double> _tokens = new(Inputs, Outputs, Tokens);
    private readonly double[] _start;

    public LeastSquaresMemoryTests()
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], 3);
        _start = new double[_memory.Length];
        for (int i = 0; i < Inputs * Outputs; i++)
        {
            _start[_memory.Index(0, i / Outputs, i % Outputs)] = random.NextNormal();
        }

        for (int t = 0; t < Tokens; t++)
        {
            _tokens.Rates[t] = 3 * random.NextUniform();
            for (int i = 0; i < Inputs; i++)
            {
                _tokens.Keys[(t * _tokens.Stride) + i] = 2 * random.NextNormal();
            }

            for (int o = 0; o < Outputs; o++)
            {
                _tokens.Values[(t * _tokens.OutputStride) + o] = random.NextNormal();
            }
        }
    }

    /// <summary>The minimum of ‖W − W₀‖² + Σ β ‖k W − v‖² is where its gradient, W − W₀ + Σ β k (k W − v), is zero.</summary>
    [TestMethod]
    public void Its_weights_are_the_minimum_of_all_errors_and_the_distance_from_the_start()
    {
        double[] weights = Run(Tokens);

        for (int i = 0; i < Inputs; i++)
        {
            for (int o = 0; o < Outputs; o++)
            {
                double gradient = weights[_memory.Index(0, i, o)] - _start[_memory.Index(0, i, o)];
                for (int t = 0; t < Tokens; t++)
                {
                    double error = -_tokens.Values[(t * _tokens.OutputStride) + o];
                    for (int j = 0; j < Inputs; j++)
                    {
                        error += Key(t, j) * weights[_memory.Index(0, j, o)];
                    }

                    gradient += _tokens.Rates[t] * Key(t, i) * error;
                }

                Assert.AreEqual(0, gradient, 1e-10);
            }
        }
    }

    /// <summary>R = 1 − P with P = (1 + Σ β k kᵀ)⁻¹: what is open and what has been seen give the identity.</summary>
    [TestMethod]
    public void What_is_open_shrinks_by_what_has_been_seen()
    {
        double[] weights = Run(Tokens);

        for (int i = 0; i < Inputs; i++)
        {
            for (int j = 0; j < Inputs; j++)
            {
                double product = Open(i, j);
                for (int t = 0; t < Tokens; t++)
                {
                    for (int k = 0; k < Inputs; k++)
                    {
                        product += Open(i, k) * _tokens.Rates[t] * Key(t, k) * Key(t, j);
                    }
                }

                Assert.AreEqual(i == j ? 1 : 0, product, 1e-10);
            }
        }

        double Open(int i, int j) => (i == j ? 1 : 0) - weights[_memory.LearntLength + (i * Tile.Pad(Inputs)) + j];
    }

    private double Key(int t, int i) => _tokens.Keys[(t * _tokens.Stride) + i];

    private double[] Run(int count)
    {
        double[] weights = new double[_memory.Length];
        _memory.Forward(new() { Committed = _start, Scale = [], Offset = [] }, _tokens, new double[count]);
        _memory.Advance(count, weights, []);
        return weights;
    }
}
