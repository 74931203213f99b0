using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>
/// Finds the least value of a smooth function by L-BFGS: steps along −H g, H built from the last few changes of place and gradient, each as long as Armijo's
/// condition allows. J. Nocedal and S. J. Wright, "Numerical Optimization", chapter 7. Nothing is drawn by chance.
/// </summary>
/// <param name="length">Number of parameters.</param>
internal sealed class LimitedMemoryMinimizer(int length)
{
    private const int Memory = 10, MostHalvings = 40;

    /// <summary>A step must bring this share of what the slope promises.</summary>
    private const double Sufficient = 1e-4;

    private readonly double[][] _steps = [.. Enumerable.Range(0, Memory).Select(_ => new double[length])];
    private readonly double[][] _changes = [.. Enumerable.Range(0, Memory).Select(_ => new double[length])];
    private readonly double[] _curvatures = new double[Memory];
    private readonly double[] _gradient = new double[length];
    private readonly double[] _nextGradient = new double[length];
    private readonly double[] _next = new double[length];
    private readonly double[] _direction = new double[length];

    /// <summary>The value at a place, and its gradient, which is written over.</summary>
    public delegate double Objective(ReadOnlySpan<double> place, Span<double> gradient);

    /// <summary>Goes from a place to the least value near it.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="place">Where to begin; receives where it ends.</param>
    /// <param name="iterations">Most steps.</param>
    /// <param name="tolerance">It ends where the gradient is no longer than this share of <paramref name="scale"/>.</param>
    /// <param name="scale">A length that gradients have far from the least value.</param>
    /// <returns>The steps made.</returns>
    public int Minimize(Objective objective, Span<double> place, int iterations, double tolerance, double scale)
    {
        double value = objective(place, _gradient);
        int kept = 0;
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            if (Math.Sqrt(Reductions.SumOfSquares<double>(_gradient)) <= tolerance * scale)
            {
                return iteration;
            }

            Direct(kept, iteration);
            double slope = Reductions.Dot<double>(_direction, _gradient);
            if (!(slope < 0))
            {
                kept = 0;
                Direct(kept, iteration);
                slope = Reductions.Dot<double>(_direction, _gradient);
            }

            double length = kept == 0 ? Math.Min(1, 1 / Math.Sqrt(-slope)) : 1;
            if (!Search(objective, place, ref value, slope, length))
            {
                return iteration;
            }

            kept = Remember(place, kept, iteration);
        }

        return iterations;
    }

    /// <summary>−H g by the two loops; the latest change lies at (iteration − 1) modulo the memory.</summary>
    private void Direct(int kept, int iteration)
    {
        Span<double> shares = stackalloc double[Memory];
        _gradient.CopyTo(_direction, 0);
        for (int i = 1; i <= kept; i++)
        {
            int at = (iteration - i) % Memory;
            shares[at] = Reductions.Dot<double>(_steps[at], _direction) / _curvatures[at];
            SpanSums.AddScaled<double>(_changes[at], -shares[at], _direction);
        }

        double scale = -1;
        if (kept > 0)
        {
            int last = (iteration - 1) % Memory;
            scale = -_curvatures[last] / Reductions.SumOfSquares<double>(_changes[last]);
        }

        for (int i = 0; i < length; i++)
        {
            _direction[i] *= scale;
        }

        for (int i = kept; i >= 1; i--)
        {
            int at = (iteration - i) % Memory;
            double share = Reductions.Dot<double>(_changes[at], _direction) / _curvatures[at];
            SpanSums.AddScaled<double>(_steps[at], -shares[at] - share, _direction);
        }
    }

    private bool Search(Objective objective, ReadOnlySpan<double> place, ref double value, double slope, double length)
    {
        for (int halving = 0; halving < MostHalvings; halving++, length /= 2)
        {
            place.CopyTo(_next);
            SpanSums.AddScaled<double>(_direction, length, _next);
            double next = objective(_next, _nextGradient);
            if (next <= value + (Sufficient * length * slope))
            {
                value = next;
                return true;
            }
        }

        return false;
    }

    /// <summary>Moves on; a change without curvature clears the memory.</summary>
    private int Remember(Span<double> place, int kept, int iteration)
    {
        double[] step = _steps[iteration % Memory], change = _changes[iteration % Memory];
        for (int i = 0; i < length; i++)
        {
            (step[i], change[i]) = (_next[i] - place[i], _nextGradient[i] - _gradient[i]);
        }

        _next.CopyTo(place);
        _nextGradient.CopyTo(_gradient, 0);
        double curvature = Reductions.Dot<double>(step, change);
        _curvatures[iteration % Memory] = curvature;
        return curvature > 1e-14 * Reductions.SumOfSquares<double>(change) ? Math.Min(kept + 1, Memory) : 0;
    }
}
