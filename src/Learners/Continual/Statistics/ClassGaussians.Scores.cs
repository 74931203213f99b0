using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <content>
/// What the Gaussians say of a row. Only few classes are looked at with their own covariance, so that a score costs as much whatever the number of classes:
/// those that the head finds likely, and those whose means are near.
/// </content>
internal sealed partial class ClassGaussians
{
    /// <summary>Classes that the head names, its likeliest; the nearest mean names one more.</summary>
    private const int Named = 3;

    private readonly int[] _candidates = new int[Named + 1];
    private readonly double[] _best = new double[Named];
    private readonly double[] _likely = new double[Named + 1];
    private double[] _inverse = [];

    /// <summary>
    /// Probabilities of the classes, all as likely before the row is seen: softmax(scores / temperature) among the candidates, zeros for all others. Zeros
    /// where no class has rows.
    /// </summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">The row.</param>
    /// <param name="head">What the head says of the classes.</param>
    /// <param name="probabilities">Receives them.</param>
    public void Posterior(LearnerMemory memory, ReadOnlySpan<double> input, ReadOnlySpan<double> head, Span<double> probabilities)
    {
        var reduced = Reduce(input);
        var candidates = Candidates(memory, reduced, head);
        var likely = _likely.AsSpan(0, candidates.Length);
        for (int i = 0; i < likely.Length; i++)
        {
            likely[i] = Count(memory, candidates[i]) > 0 ? LogDensity(memory, reduced, candidates[i]) / _options.Temperature : double.NegativeInfinity;
        }

        Softmax.Apply<double>(likely, likely);
        probabilities.Clear();
        for (int i = 0; i < likely.Length; i++)
        {
            probabilities[candidates[i]] = likely[i];
        }
    }

    /// <summary>The logarithm of a class's density at a row, up to a constant.</summary>
    private double LogDensity(LearnerMemory memory, ReadOnlySpan<double> reduced, int label)
    {
        TensorPrimitives.Subtract(reduced, _means.Mean(memory, label), _deviation);
        Triangle.SolveTransposed(Part(memory, _factors, label), _size, _deviation);
        double widening = 1 + (1 / Count(memory, label));
        return -0.5 * ((Reductions.SumOfSquares<double>(_deviation) / widening)
            + memory.State.View<double>(_logDeterminants)[label] + (_size * Elementary.Log(widening)));
    }

    /// <summary>The classes to look at closely, each once.</summary>
    private ReadOnlySpan<int> Candidates(LearnerMemory memory, ReadOnlySpan<double> reduced, ReadOnlySpan<double> head)
    {
        int count = 0;
        if (_classes <= _candidates.Length)
        {
            for (; count < _classes; count++)
            {
                _candidates[count] = count;
            }

            return _candidates.AsSpan(0, count);
        }

        for (int c = 0; c < _classes; c++)
        {
            count = Insert(c, head[c], _candidates.AsSpan(0, Named), count);
        }

        int nearest = Nearest(memory, reduced);
        if (nearest >= 0 && !_candidates.AsSpan(0, count).Contains(nearest))
        {
            _candidates[count++] = nearest;
        }

        return _candidates.AsSpan(0, count);
    }

    /// <summary>The class that has rows and whose mean is the nearest, or −1.</summary>
    private int Nearest(LearnerMemory memory, ReadOnlySpan<double> reduced)
    {
        WriteInverseVariances(memory);
        int nearest = -1;
        double least = double.PositiveInfinity;
        for (int c = 0; c < _classes; c++)
        {
            double distance = Count(memory, c) > 0 ? Distance(memory, reduced, c) : double.PositiveInfinity;
            (nearest, least) = distance < least ? (c, distance) : (nearest, least);
        }

        return nearest;
    }

    /// <summary>Keeps the classes of the highest values, in falling order; gives how many there are.</summary>
    private int Insert(int label, double value, Span<int> best, int count)
    {
        int place = count;
        for (; place > 0 && value > _best[place - 1]; place--)
        {
        }

        if (place == best.Length)
        {
            return count;
        }

        int kept = Math.Min(count, best.Length - 1);
        for (int i = kept; i > place; i--)
        {
            (best[i], _best[i]) = (best[i - 1], _best[i - 1]);
        }

        (best[place], _best[place]) = (label, value);
        return Math.Max(count, kept + 1);
    }

    /// <summary>The squared distance of a row from the mean of a class, each input by the variance that all classes share.</summary>
    private double Distance(LearnerMemory memory, ReadOnlySpan<double> reduced, int label)
    {
        TensorPrimitives.Subtract(reduced, _means.Mean(memory, label), _deviation);
        TensorPrimitives.Multiply(_deviation, _inverse, _deviation);
        return Reductions.SumOfSquares<double>(_deviation) / (1 + (1 / Count(memory, label)));
    }

    private void WriteInverseVariances(LearnerMemory memory)
    {
        _inverse = _inverse.Length == 0 ? new double[_deviation.Length] : _inverse;
        var pooled = memory.State.View<double>(_pooled);
        double total = _means.Total(memory);
        for (int i = 0; i < _size; i++)
        {
            _inverse[i] = 1 / Math.Sqrt((Triangle.Row(pooled, _size, i)[i % Tile.Lanes] / total) + _options.Floor);
        }
    }
}
