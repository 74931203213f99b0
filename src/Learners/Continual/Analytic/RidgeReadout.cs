using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Class scores that are linear in features, by least squares on one-hot targets with a ridge penalty, from sums over rows alone.
/// <code>
/// G ← G + ω h hᵀ      Q_c ← Q_c + ω h [y = c]      (G + λ I) w_c = Q_c
/// </code>
/// </summary>
/// <remarks>
/// After a task λ is chosen, G + λ I is factored, and the weights are solved for. A single row updates the factor by a rotation a feature, and the weights by
/// recursive least squares: the same solution, in O(features²). Memory: G and its factor, 16 bytes a pair of features.
/// </remarks>
internal sealed class RidgeReadout
{
    /// <summary>λ before it is chosen.</summary>
    private const double Initial = 100;

    /// <summary>Of how many different rows of a class in a task one is held out for the choice.</summary>
    private const int HoldOutEvery = 5;

    /// <summary>Rows held out that a choice of λ needs where there is one already.</summary>
    private const int FewestHeldOut = 10;

    private readonly Field _gram;
    private readonly Field _factor;
    private readonly Field _moments;
    private readonly Field _weights;
    private readonly Field _penalty;
    private readonly double? _fixed;
    private readonly int _size;
    private readonly int _classes;
    private readonly double[] _root;
    private readonly double[] _gain;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">The learner's layout.</param>
    /// <param name="size">Elements of h.</param>
    /// <param name="penalty">λ, or null where each task chooses it.</param>
    public RidgeReadout(ContinualLayout layout, int size, double? penalty)
    {
        (_size, _classes, _fixed, Length) = (size, layout.Shape.ClassCount, penalty, Tile.Pad(size));
        _gram = layout.AddForLearning("ridge.gram", size, Length);
        _factor = layout.AddForLearning("ridge.factor", size, Length);
        _moments = layout.AddMoments("ridge.moments", Length, isForLearning: true);
        _penalty = layout.State.Add<double>("ridge.penalty", 1);
        layout.State.Require(buffer => FieldRules.Fit(ScatterRule.IsBounded(buffer.View<double>(_gram), size), _gram, ScatterRule.Bounded));
        layout.State.RequireFinite<double>(_moments);
        layout.State.Require(_penalty, double.Epsilon, 1e100);
        _weights = layout.Parameters.Add("ridge.weights", 0, true, layout.Shape.ClassRoom, Length);
        (_root, _gain) = (new double[Length], new double[Length]);
    }

    /// <summary>Elements of h, padding included.</summary>
    public int Length { get; }

    /// <summary>Throws where λ is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option.</exception>
    public static void RequireInRange(double? penalty, [CallerArgumentExpression(nameof(penalty))] string name = "") =>
        Require.InRange(penalty ?? Initial, 1e-9, 1e9, name);

    /// <summary>Sets λ and the factor of a fresh memory.</summary>
    public void Initialize(LearnerMemory memory)
    {
        double penalty = Penalty(memory) = _fixed ?? Initial;
        var factor = memory.State.View<double>(_factor);
        for (int i = 0; i < _size; i++)
        {
            factor[(i * Length) + i] = Math.Sqrt(penalty);
        }
    }

    /// <summary>λ in force.</summary>
    public ref double Penalty(LearnerMemory memory) => ref memory.State.View<double>(_penalty)[0];

    /// <summary>G, of which only what lies on and above the diagonal counts.</summary>
    public Span<double> Gram(LearnerMemory memory) => memory.State.View<double>(_gram);

    /// <summary>Q_c.</summary>
    public Span<double> Moment(LearnerMemory memory, int label) => memory.State.View<double>(_moments).Slice(label * Length, Length);

    /// <summary>w_c.</summary>
    public Span<double> Weights(LearnerMemory memory, int label) => memory.Parameters.View<double>(_weights).Slice(label * Length, Length);

    /// <summary>w_cᵀ h.</summary>
    public void Score(LearnerMemory memory, ReadOnlySpan<double> features, Span<double> scores)
    {
        for (int c = 0; c < _classes; c++)
        {
            scores[c] = Reductions.Dot(Weights(memory, c), features);
        }
    }

    /// <summary>Adds rows to the sums.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="map">Gives h of an input.</param>
    public void Add(LearnerMemory memory, ScaledTask rows, FeatureMap map)
    {
        const int Block = 64;
        double[] features = new double[Block * Length];
        for (int start = 0; start < rows.Count; start += Block)
        {
            int count = Math.Min(Block, rows.Count - start);
            for (int row = 0; row < count; row++)
            {
                var h = features.AsSpan(row * Length, Length);
                map(rows.Input(start + row), h);
                var moment = Moment(memory, rows.Label(start + row));
                TensorPrimitives.FusedMultiplyAdd(h, rows.Weight(start + row), moment, moment);
                TensorPrimitives.Multiply(h, Math.Sqrt(rows.Weight(start + row)), h);
            }

            Matrices.AddGram<double>(features.AsSpan(0, count * Length), Length, 1, Gram(memory));
        }
    }

    /// <summary>Learns a task: chooses λ on rows held out, adds all, solves.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="task">The task.</param>
    /// <param name="map">Gives h of an input.</param>
    /// <param name="judge">Is given the rows that were held out, and the scores of each.</param>
    public void Learn(LearnerMemory memory, ScaledTask task, FeatureMap map, Action<ScaledTask, double[]> judge)
    {
        var (kept, heldOut) = Divide(memory, task);
        Add(memory, kept, map);
        judge(heldOut, ChoosePenalty(memory, heldOut, map));
        Add(memory, heldOut, map);
        Solve(memory, task.Cancellation);
    }

    /// <summary>
    /// The rows to choose λ with, and those to choose it on: none of these where λ is fixed, or the task too small to say better than those before.
    /// </summary>
    public (ScaledTask Kept, ScaledTask HeldOut) Divide(LearnerMemory memory, ScaledTask task)
    {
        int fewest = memory.State.View<double>(_moments).ContainsAnyExcept(0) ? FewestHeldOut : 1;
        if (_fixed is not null || task.Count < fewest * HoldOutEvery)
        {
            return (task, task.Take([]));
        }

        int[] heldOut = HoldOut.Rows(task.Count, HoldOutEvery, task.Label, task.Input);
        return (task.Take(Enumerable.Range(0, task.Count).Except(heldOut)), task.Take(heldOut));
    }

    /// <summary>Chooses λ on rows that have not been added; without any it stays.</summary>
    /// <returns>The scores that the solution gives those rows, a row of classes each.</returns>
    public double[] ChoosePenalty(LearnerMemory memory, ScaledTask heldOut, FeatureMap map)
    {
        if (heldOut.Count == 0)
        {
            return [];
        }

        var choice = new PenaltyChoice(Gram(memory), _size, memory.State.View<double>(_moments)[..(_classes * Length)], heldOut.Cancellation);
        Penalty(memory) = choice.Choose(heldOut, map, Penalty(memory));
        return choice.Scores(Penalty(memory));
    }

    /// <summary>Learns a row.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="features">h.</param>
    /// <param name="scores">What <see cref="Score"/> gives for it.</param>
    /// <param name="label">Its class.</param>
    /// <param name="weight">ω.</param>
    public void LearnRow(LearnerMemory memory, ReadOnlySpan<double> features, ReadOnlySpan<double> scores, int label, double weight)
    {
        var moment = Moment(memory, label);
        TensorPrimitives.FusedMultiplyAdd(features, weight, moment, moment);
        TensorPrimitives.Multiply(features, Math.Sqrt(weight), _root);
        Matrices.AddGram<double>(_root, Length, 1, Gram(memory));
        var factor = memory.State.View<double>(_factor);
        Cholesky.Update(factor, _size, _root);
        TensorPrimitives.Multiply(features, weight, _gain);
        Cholesky.Solve(factor, _size, _gain);
        for (int c = 0; c < _classes; c++)
        {
            var row = Weights(memory, c);
            TensorPrimitives.FusedMultiplyAdd(_gain, (c == label ? 1 : 0) - scores[c], row, row);
        }
    }

    /// <summary>Factors G + λ I, with a λ ten times as large where rounding does not let it, and solves for the weights.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the memory is of no use.</exception>
    public void Solve(LearnerMemory memory, CancellationToken cancellation)
    {
        var factor = memory.State.View<double>(_factor);
        ref double penalty = ref Penalty(memory);
        for (; ; penalty *= 10)
        {
            Gram(memory).CopyTo(factor);
            for (int i = 0; i < _size; i++)
            {
                factor[(i * Length) + i] += penalty;
            }

            if (Cholesky.Factor(factor, _size, cancellation))
            {
                break;
            }
        }

        for (int c = 0; c < _classes; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = Weights(memory, c);
            Moment(memory, c).CopyTo(row);
            Cholesky.Solve(factor, _size, row);
        }
    }
}
