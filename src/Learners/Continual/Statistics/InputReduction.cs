using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Fewer inputs: z = R x, R normal numbers of a seed with variance 1 / inputs. Distances keep their order (W. Johnson and J. Lindenstrauss, 1984), and whatever
/// is summed of z does not depend on the order of the rows.
/// </summary>
internal sealed class InputReduction
{
    private readonly double[] _matrix;
    private readonly int _inputSize;

    /// <summary>Draws R.</summary>
    public InputReduction(int inputSize, int size, ulong seed)
    {
        (_inputSize, Size, Length) = (inputSize, size, Tile.Pad(size));
        _matrix = new double[inputSize * Length];
        double deviation = 1 / Math.Sqrt(inputSize);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed ^ 0x9E3779B97F4A7C15);
        for (int i = 0; i < inputSize; i++)
        {
            for (int j = 0; j < size; j++)
            {
                _matrix[(i * Length) + j] = deviation * random.NextNormal();
            }
        }
    }

    /// <summary>Elements of z.</summary>
    public int Size { get; }

    /// <summary>The same, padding included.</summary>
    public int Length { get; }

    /// <summary>z of an input.</summary>
    public void Reduce(ReadOnlySpan<double> input, Span<double> reduced) => Matrices.TransposedProduct<double>(_matrix, input[.._inputSize], reduced);
}
