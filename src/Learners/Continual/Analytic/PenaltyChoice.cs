using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// The penalty of the least squared error on rows held out, as RanPAC chooses it (M. McDonnell et al., NeurIPS 2023), with one reduction of G to tridiagonal
/// form in place of a factorisation a candidate.
/// </summary>
internal sealed class PenaltyChoice
{
    private const int Smallest = -8, Largest = 8;

    private readonly int _size;
    private readonly int _length;
    private readonly double[] _reflections;
    private readonly double[] _diagonal;
    private readonly double[] _beside;
    private readonly double[] _moments;
    private readonly CancellationToken _cancellation;
    private double[] _features = [];

    /// <summary>Reduces G, and turns the moments.</summary>
    /// <param name="gram">G, on and above the diagonal.</param>
    /// <param name="size">Features.</param>
    /// <param name="moments">Q, a row a class.</param>
    /// <param name="cancellation">Ends the choice.</param>
    public PenaltyChoice(ReadOnlySpan<double> gram, int size, ReadOnlySpan<double> moments, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        (_size, _length) = (size, Tile.Pad(size));
        (_reflections, _moments, _diagonal, _beside) = (gram.ToArray(), moments.ToArray(), new double[size], new double[size]);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                _reflections[(i * _length) + j] = _reflections[(j * _length) + i];
            }
        }

        Tridiagonal.Reduce(_reflections, size, _diagonal, _beside, cancellation);
        for (int c = 0; c < _moments.Length / _length; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            Tridiagonal.Turn(_reflections, size, _moments.AsSpan(c * _length, _length));
        }
    }

    /// <summary>The best power of ten, or <paramref name="otherwise"/> where none gives a finite error.</summary>
    public double Choose(ScaledTask heldOut, FeatureMap map, double otherwise)
    {
        double[] pivots = new double[_size];
        _features = new double[heldOut.Count * _length];
        for (int row = 0; row < heldOut.Count; row++)
        {
            var h = _features.AsSpan(row * _length, _length);
            map(heldOut.Input(row), h);
            Tridiagonal.Turn(_reflections, _size, h);
        }

        double best = otherwise, least = double.PositiveInfinity;
        for (int exponent = Smallest; exponent <= Largest; exponent++)
        {
            double penalty = PowerOfTen(exponent), error = 0;
            for (int c = 0; c < _moments.Length / _length && double.IsFinite(error); c++)
            {
                _cancellation.ThrowIfCancellationRequested();
                double[] weights = _moments.AsSpan(c * _length, _length).ToArray();
                error = Tridiagonal.Solve(_diagonal, _beside, penalty, weights, pivots) ? error + SquaredError(heldOut, c, weights) : double.PositiveInfinity;
            }

            (best, least) = error < least ? (penalty, error) : (best, least);
        }

        return best;
    }

    /// <summary>The scores that the solution with a penalty gives the rows that were held out, a row of classes each.</summary>
    public double[] Scores(double penalty)
    {
        int classes = _moments.Length / _length;
        double[] weights = [.. _moments], pivots = new double[_size];
        for (int c = 0; c < classes; c++)
        {
            _cancellation.ThrowIfCancellationRequested();
            Tridiagonal.Solve(_diagonal, _beside, penalty, weights.AsSpan(c * _length, _length), pivots);
        }

        double[] scores = new double[_features.Length / _length * classes];
        for (int i = 0; i < scores.Length; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            scores[i] = Reductions.Dot<double>(weights.AsSpan(i % classes * _length, _length), _features.AsSpan(i / classes * _length, _length));
        }

        return scores;
    }

    private double SquaredError(ScaledTask heldOut, int label, double[] weights)
    {
        double sum = 0;
        for (int row = 0; row < heldOut.Count; row++)
        {
            double error = Reductions.Dot<double>(weights, _features.AsSpan(row * _length, _length)) - (heldOut.Label(row) == label ? 1 : 0);
            sum += heldOut.Weight(row) * error * error;
        }

        return sum;
    }

    private static double PowerOfTen(int exponent)
    {
        double power = 1;
        for (int i = 0; i < Math.Abs(exponent); i++)
        {
            power *= 10;
        }

        return exponent < 0 ? 1 / power : power;
    }
}
