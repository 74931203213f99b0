using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Continual;

/// <summary>h = max(0, R x + b), R and b normal numbers of a seed: never learnt, and never saved.</summary>
internal sealed class RandomProjection
{
    private readonly double[] _matrix;
    private readonly double[] _offset;
    private readonly int _inputSize;

    /// <summary>Draws R with variance 1, and b with deviation <paramref name="offsetDeviation"/>.</summary>
    public RandomProjection(int inputSize, int size, double offsetDeviation, ulong seed)
    {
        (_inputSize, Length) = (inputSize, Tile.Pad(size));
        (_matrix, _offset) = (new double[inputSize * Length], new double[Length]);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        for (int j = 0; j < size; j++)
        {
            for (int i = 0; i < inputSize; i++)
            {
                _matrix[(i * Length) + j] = random.NextNormal();
            }

            _offset[j] = offsetDeviation == 0 ? 0 : offsetDeviation * random.NextNormal();
        }
    }

    /// <summary>A projection that is given.</summary>
    /// <param name="matrix">Rᵀ, a row an input, each padded to whole tiles.</param>
    /// <param name="inputSize">Elements of an input.</param>
    public RandomProjection(double[] matrix, int inputSize) =>
        (_matrix, _inputSize, Length, _offset) = (matrix, inputSize, matrix.Length / inputSize, new double[matrix.Length / inputSize]);

    /// <summary>Elements of h, padding included.</summary>
    public int Length { get; }

    /// <summary>h.</summary>
    public void Project(ReadOnlySpan<double> input, Span<double> features) =>
        Matrices.RectifiedProduct<double>(_matrix, input[.._inputSize], _offset, features);
}
