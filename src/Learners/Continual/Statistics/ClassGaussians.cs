using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// A Gaussian for each class, from sums over rows alone: d + d² / 2 numbers a class and no row, of at most <see cref="GaussianOptions.LargestSize"/> inputs d
/// where more are reduced.
/// <code>
/// Σ_c = (S_c + ν Σ S / Σ n) / (n_c + ν) + f I      score_c = log t(x; μ_c, Σ_c (1 + 1 / n_c))
/// </code>
/// </summary>
/// <remarks>
/// A class of few rows has the covariance that all share, and the uncertainty of its mean. The factors of the covariances follow a task at once. Row by row a
/// class's own is made anew when its rows have grown by a sixteenth, the others' wait for their own rows or for the next task; means and sums are always exact.
/// </remarks>
internal sealed partial class ClassGaussians
{
    private readonly ClassMeans _means;
    private readonly Field _scatters;
    private readonly Field _pooled;
    private readonly Field _factors;
    private readonly Field _logDeterminants;
    private readonly Field _factored;
    private readonly GaussianOptions _options;
    private readonly InputReduction? _reduction;
    private readonly int _classes;
    private readonly int _size;
    private readonly double[] _reduced;
    private readonly double[] _deviation;
    private readonly double[] _covariance;
    private double[] _square = [];

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">The learner's fields.</param>
    /// <param name="options">Options.</param>
    /// <param name="reduction">Makes fewer inputs, or null.</param>
    public ClassGaussians(ContinualLayout layout, GaussianOptions options, InputReduction? reduction)
    {
        (_options, _reduction, _classes, _size) = (options, reduction, layout.Shape.ClassCount, reduction?.Size ?? layout.Shape.InputSize);
        int length = Tile.Pad(_size), triangle = Triangle.Length(_size), room = layout.Shape.ClassRoom;
        _means = new(layout, length);
        _scatters = layout.AddMoments("classes.scatters", triangle, isForLearning: false);
        _pooled = layout.State.Add<double>("classes.scatter", triangle);
        _factors = layout.AddDerived("classes.factors", room, triangle);
        _logDeterminants = layout.AddDerived("classes.log_determinants", room);
        _factored = layout.AddDerived("classes.factored", room);
        layout.State.RequireWeights(_factored);
        layout.State.Require(RequireScatters);
        (_reduced, _deviation, _covariance) = (new double[length], new double[length], new double[triangle]);
    }

    /// <summary>Weight of the rows of a class.</summary>
    public double Count(LearnerMemory memory, int label) => _means.Counts(memory)[label];

    /// <summary>Weight of the rows of a class, on average over those that have any.</summary>
    public double MeanCount(LearnerMemory memory)
    {
        double total = 0;
        int classes = 0;
        foreach (double count in _means.Counts(memory))
        {
            (total, classes) = (total + count, classes + (count > 0 ? 1 : 0));
        }

        return total / classes;
    }

    /// <summary>Takes a row in; <see cref="Factor(LearnerMemory, CancellationToken)"/> must follow before the next score.</summary>
    public void Add(LearnerMemory memory, ReadOnlySpan<double> input, int label, double weight)
    {
        double factor = _means.Add(memory, Reduce(input), label, weight, _deviation);
        Triangle.AddOuter(Part(memory, _scatters, label), _deviation, _size, factor);
        Triangle.AddOuter(memory.State.View<double>(_pooled), _deviation, _size, factor);
    }

    /// <summary>Learns a row.</summary>
    public void LearnRow(LearnerMemory memory, ReadOnlySpan<double> input, int label, double weight)
    {
        Add(memory, input, label, weight);
        if (Count(memory, label) >= memory.State.View<double>(_factored)[label] * (1 + (1.0 / 16)))
        {
            Factor(memory, label);
        }
    }

    /// <summary>
    /// Brings what was summed to other units of the inputs, x ← factor · x + shift, where the inputs are not reduced; sums of reduced ones stay as they are.
    /// </summary>
    public void Rescale(LearnerMemory memory, ReadOnlySpan<double> factor, ReadOnlySpan<double> shift)
    {
        if (_reduction is not null)
        {
            return;
        }

        _means.Rescale(memory, factor, shift);
        Rescale(memory.State.View<double>(_pooled), factor);
        for (int c = 0; c < _classes; c++)
        {
            Rescale(Part(memory, _scatters, c), factor);
        }

        Factor(memory);
    }

    /// <summary>Brings all covariances up to date.</summary>
    public void Factor(LearnerMemory memory, CancellationToken cancellation = default)
    {
        for (int c = 0; c < _classes; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Count(memory, c) > 0)
            {
                Factor(memory, c);
            }
        }
    }

    /// <summary>A row drawn from the Gaussian of a class that has rows, where inputs are not reduced: μ + Uᵀ z.</summary>
    public void Draw(LearnerMemory memory, int label, Xoshiro256 random, Span<double> input)
    {
        _means.Mean(memory, label).CopyTo(input);
        var factor = Part(memory, _factors, label);
        for (int i = 0; i < _size; i++)
        {
            var rest = input[Triangle.First(i)..];
            TensorPrimitives.FusedMultiplyAdd(Triangle.Row(factor, _size, i), random.NextNormal(), rest, rest);
        }
    }

    private void Rescale(Span<double> triangle, ReadOnlySpan<double> factor)
    {
        for (int i = 0; i < _size; i++)
        {
            int first = Triangle.First(i);
            var row = Triangle.Row(triangle, _size, i)[..(_size - first)];
            TensorPrimitives.Multiply(row, factor[first..], row);
            TensorPrimitives.Multiply(row, factor[i], row);
        }
    }

    private void Factor(LearnerMemory memory, int label)
    {
        double count = Count(memory, label), rows = _options.PriorRows * _size, prior = rows / (count + rows);
        TensorPrimitives.Multiply(memory.State.View<double>(_pooled), prior / _means.Total(memory), _covariance);
        TensorPrimitives.FusedMultiplyAdd(Part(memory, _scatters, label), (1 - prior) / count, _covariance, _covariance);
        if (_square.Length == 0)
        {
            _square = new double[_size * _deviation.Length];
        }

        Factor();
        Triangle.Pack(_square, _size, Part(memory, _factors, label));
        memory.State.View<double>(_logDeterminants)[label] = Cholesky.LogDeterminant(_square, _size);
        memory.State.View<double>(_factored)[label] = count;
    }

    /// <summary>Factors the covariance, with a floor ten times as large where rounding does not let it.</summary>
    private void Factor()
    {
        double floor = _options.Floor;
        do
        {
            Triangle.Expand(_covariance, _size, _square);
            for (int i = 0; i < _size; i++)
            {
                _square[(i * _deviation.Length) + i] += floor;
            }

            floor *= 10;
        }
        while (!Cholesky.Factor(_square, _size));
    }

    /// <summary>What is summed of rows is a sum of squares.</summary>
    private void RequireScatters(FlatBuffer state)
    {
        double[] square = new double[_size * _deviation.Length];
        for (int c = 0; c < _classes; c++)
        {
            Require(_scatters, state.View<double>(_scatters).Slice(c * _covariance.Length, _covariance.Length));
        }

        Require(_pooled, state.View<double>(_pooled));

        void Require(Field field, ReadOnlySpan<double> scatter)
        {
            Triangle.Expand(scatter, _size, square);
            FieldRules.Fit(ScatterRule.IsSum(square, _size), field, ScatterRule.What);
        }
    }

    private ReadOnlySpan<double> Reduce(ReadOnlySpan<double> input)
    {
        if (_reduction is null)
        {
            return input;
        }

        _reduction.Reduce(input, _reduced);
        return _reduced;
    }

    private Span<double> Part(LearnerMemory memory, Field field, int label)
    {
        var all = memory.State.View<double>(field);
        return all.Slice(label * _covariance.Length, _covariance.Length);
    }
}
