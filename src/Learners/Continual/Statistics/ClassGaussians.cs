using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// A Gaussian for each class, from sums over rows alone: d + d² / 2 numbers a class and no row.
/// <code>
/// Σ_c = (1 − a) S_c / n_c + a Σ S / Σ n + f I      score_c = −½ (x − μ_c)ᵀ Σ_c⁻¹ (x − μ_c) − ½ ln det Σ_c
/// </code>
/// </summary>
internal sealed class ClassGaussians
{
    private readonly ClassMeans _means;
    private readonly Field _scatters;
    private readonly Field _factors;
    private readonly Field _logDeterminants;
    private readonly GaussianOptions _options;
    private readonly int _classes;
    private readonly int _size;
    private readonly int _length;
    private readonly double[] _deviation;
    private readonly double[] _pooled;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public ClassGaussians(ContinualLayout layout, GaussianOptions options)
    {
        (_options, _classes, _size, _length) = (options, layout.Shape.ClassCount, layout.Shape.InputSize, layout.Length);
        _means = new(layout);
        _scatters = layout.AddForLearning("classes.scatters", _classes, _size, _length);
        _factors = layout.State.Add<double>("classes.factors", _classes, _size, _length);
        _logDeterminants = layout.State.Add<double>("classes.log_determinants", _classes);
        (_deviation, _pooled) = (new double[_length], new double[_size * _length]);
    }

    /// <summary>Weight of the rows of a class.</summary>
    public double Count(LearnerMemory memory, int label) => _means.Counts(memory)[label];

    /// <summary>Takes a row in; <see cref="Factor"/> must follow before the next score.</summary>
    public void Add(LearnerMemory memory, ReadOnlySpan<double> input, int label, double weight)
    {
        double factor = _means.Add(memory, input, label, weight, _deviation);
        Matrices.AddGram<double>(_deviation, _length, factor, Part(memory, _scatters, label));
    }

    /// <summary>Brings the covariances up to date.</summary>
    public void Factor(LearnerMemory memory)
    {
        _pooled.AsSpan().Clear();
        for (int c = 0; c < _classes; c++)
        {
            TensorPrimitives.Add(_pooled, Part(memory, _scatters, c), _pooled);
        }

        TensorPrimitives.Multiply(_pooled, _options.Shrinkage / _means.Total(memory), _pooled);
        var logs = memory.State.View<double>(_logDeterminants);
        for (int c = 0; c < _classes; c++)
        {
            if (Count(memory, c) == 0)
            {
                continue;
            }

            var factor = Part(memory, _factors, c);
            TensorPrimitives.FusedMultiplyAdd(Part(memory, _scatters, c), (1 - _options.Shrinkage) / Count(memory, c), _pooled, factor);
            for (int i = 0; i < _size; i++)
            {
                factor[(i * _length) + i] += _options.Floor;
            }

            if (!Cholesky.Factor(factor, _size))
            {
                throw new InvalidOperationException($"The covariance of class {c} is not positive definite.");
            }

            logs[c] = Cholesky.LogDeterminant(factor, _size);
        }
    }

    /// <summary>The logarithm of each class's density at a row, up to a constant; −∞ for a class without rows.</summary>
    public void Score(LearnerMemory memory, ReadOnlySpan<double> input, Span<double> scores)
    {
        ReadOnlySpan<double> logs = memory.State.View<double>(_logDeterminants);
        for (int c = 0; c < _classes; c++)
        {
            if (Count(memory, c) == 0)
            {
                scores[c] = double.NegativeInfinity;
                continue;
            }

            TensorPrimitives.Subtract(input, _means.Mean(memory, c), _deviation);
            Cholesky.SolveTransposed(Part(memory, _factors, c), _size, _deviation);
            scores[c] = -0.5 * (Reductions.SumOfSquares<double>(_deviation) + logs[c]);
        }
    }

    /// <summary>Probabilities of the classes, all as likely before the row is seen: softmax(scores / temperature). Zeros where no class has rows.</summary>
    public void Posterior(LearnerMemory memory, ReadOnlySpan<double> input, Span<double> probabilities)
    {
        Score(memory, input, probabilities);
        TensorPrimitives.Divide(probabilities, _options.Temperature, probabilities);
        Softmax.Apply<double>(probabilities, probabilities);
    }

    /// <summary>A row drawn from the Gaussian of a class that has rows: μ + Uᵀ z.</summary>
    public void Draw(LearnerMemory memory, int label, Xoshiro256 random, Span<double> input)
    {
        _means.Mean(memory, label).CopyTo(input);
        ReadOnlySpan<double> factor = Part(memory, _factors, label);
        for (int i = 0; i < _size; i++)
        {
            TensorPrimitives.FusedMultiplyAdd(factor.Slice(i * _length, _length), random.NextNormal(), input, input);
        }
    }

    private Span<double> Part(LearnerMemory memory, Field field, int label) => memory.State.View<double>(field).Slice(label * _size * _length, _size * _length);
}
