using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Shifts and scales inputs to mean 0 and deviation 1, and cuts back what lies far out. The scale is that of the first task, so that what was learnt in its
/// units stays true, as long as it fits: an input that turns out to deviate two hundred times as much takes the deviation of all that was learnt (sums of
/// random features cannot follow, so that a scale which moves sooner does harm), and a scale made of few rows is made anew once there are ten times as many.
/// </summary>
internal sealed class FeatureScale
{
    /// <summary>How many times its scale an input must deviate for the scale to move.</summary>
    private const double Outgrown = 200;

    /// <summary>Weight of rows from which on a scale is no longer one of few rows.</summary>
    private const double Enough = 100;

    /// <summary>Weight of rows that a scale is made of at least to say that an input lies far from all of them.</summary>
    private const double EnoughToJudge = 20;

    private const double Widest = 1e6;

    private readonly Field _mean;
    private readonly Field _inverse;
    private readonly Field _runningMean;
    private readonly Field _runningSquares;
    private readonly Field _weights;
    private readonly int _size;
    private readonly double[] _factor;
    private readonly double[] _shift;
    private readonly ContinualOptions _options;

    /// <summary>Adds the fields.</summary>
    public FeatureScale(int size, ContinualOptions options, ContinualLayout layout)
    {
        (_size, _options, _factor, _shift) = (size, options, new double[size], new double[size]);
        int length = options.Standardizes ? size : 0;
        _mean = layout.State.Add<double>("features.mean", size);
        _inverse = layout.State.Add<double>("features.inverse_deviation", size);
        _runningMean = layout.AddForLearning("features.running_mean", length);
        _runningSquares = layout.AddForLearning("features.running_squares", length);
        _weights = layout.State.AddStruct<Weights, double>("features.weights");
        layout.State.RequireFinite<double>(_mean);
        layout.State.Require(_inverse, 0.0, double.MaxValue);
        layout.State.RequireFinite<double>(_runningMean);
        layout.State.RequireFinite<double>(_runningSquares);
        layout.State.RequireWeights(_weights);
    }

    /// <summary>
    /// How many times the limit at which inputs are cut back the farthest input of the row scaled last lies out; 0 where there is no scale to judge by.
    /// </summary>
    public double Excess { get; private set; }

    /// <summary>Sets the identity in a fresh memory.</summary>
    public void Initialize(LearnerMemory memory) => memory.State.View<double>(_inverse).Fill(1);

    /// <summary>Takes in the rows of a task that are learnt. A wild value has no say.</summary>
    public void Add<T>(LearnerMemory memory, TrainingRows<T> task, int[] rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] lowest = new T[_size], highest = new T[_size];
        var values = new List<double>(rows.Length);
        for (int i = 0; i < _size && _options.Standardizes; i++)
        {
            values.Clear();
            values.AddRange(rows.Select(row => double.CreateTruncating(task.Input(row)[i])));
            var (low, high) = PlausibleRange.Of(values);
            (lowest[i], highest[i]) = (T.CreateTruncating(low), T.CreateTruncating(high));
        }

        foreach (int row in rows)
        {
            Add(memory, task.Input(row), lowest, highest, task.Context(row).Weight);
        }
    }

    /// <summary>Takes in a row that is learnt.</summary>
    public void Add<T>(LearnerMemory memory, ReadOnlySpan<T> input, double weight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Add(memory, input, [], [], weight);

    private void Add<T>(LearnerMemory memory, ReadOnlySpan<T> input, ReadOnlySpan<T> lowest, ReadOnlySpan<T> highest, double weight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!_options.Standardizes)
        {
            return;
        }

        Span<double> mean = memory.State.View<double>(_runningMean), squares = memory.State.View<double>(_runningSquares);
        ref double total = ref memory.State.Ref<Weights>(_weights).Learnt;
        total += weight;
        double share = weight / total;
        for (int i = 0; i < input.Length; i++)
        {
            bool isWild = lowest.Length > 0 && (input[i] < lowest[i] || input[i] > highest[i]);
            double value = isWild ? mean[i] : double.CreateTruncating(input[i]), difference = value - mean[i];
            mean[i] += difference * share;
            squares[i] += weight * difference * (value - mean[i]);
        }
    }

    /// <summary>Whether so many rows were learnt since the scale was looked at that it is time to do so again.</summary>
    public bool IsDue(LearnerMemory memory)
    {
        ref readonly var weights = ref memory.State.Ref<Weights>(_weights);
        return _options.Standardizes && weights.Scaled > 0 && weights.Learnt >= 2 * weights.Looked;
    }

    /// <summary>Moves the scale where it does not fit what was learnt.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <returns>
    /// What values in the old units become in the new, x ← factor · x + shift; null where nothing has moved, or nothing was learnt in the old.
    /// </returns>
    public (double[] Factor, double[] Shift)? Follow(LearnerMemory memory)
    {
        ref var weights = ref memory.State.Ref<Weights>(_weights);
        if (!_options.Standardizes || weights.Learnt == 0)
        {
            return null;
        }

        bool isFirst = weights.Scaled == 0, isAnew = isFirst || (weights.Scaled < Enough && weights.Learnt >= 10 * weights.Scaled);
        weights.Looked = weights.Learnt;
        weights.Scaled = isAnew ? weights.Learnt : weights.Scaled;
        bool hasMoved = false;
        for (int i = 0; i < _size; i++)
        {
            (_factor[i], _shift[i]) = Move(memory, i, weights.Learnt, isAnew);
            hasMoved |= _factor[i] != 1 || _shift[i] != 0;
        }

        return hasMoved && !isFirst ? (_factor, _shift) : null;
    }

    /// <summary>An input in the learner's units; gives whether it is finite.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">The input.</param>
    /// <param name="scaled">Receives it in its first elements.</param>
    public bool Scale<T>(LearnerMemory memory, ReadOnlySpan<T> input, Span<double> scaled)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<double> mean = memory.State.View<double>(_mean), inverse = memory.State.View<double>(_inverse);
        bool finite = true;
        double farthest = 0;
        for (int i = 0; i < input.Length; i++)
        {
            double value = (double.CreateTruncating(input[i]) - mean[i]) * inverse[i];
            finite &= T.IsFinite(input[i]);
            farthest = Math.Max(farthest, Math.Abs(value));
            scaled[i] = Math.Clamp(value, -_options.ClipAt, _options.ClipAt);
        }

        bool canJudge = _options.Standardizes && memory.State.Ref<Weights>(_weights).Scaled >= EnoughToJudge;
        Excess = canJudge ? farthest / _options.ClipAt : 0;
        return finite;
    }

    /// <summary>An input in the same units, for what can bear values that lie far out: cut back at a million.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">The input, finite.</param>
    /// <param name="scaled">Receives it in its first elements.</param>
    public void ScaleWide<T>(LearnerMemory memory, ReadOnlySpan<T> input, Span<double> scaled)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<double> mean = memory.State.View<double>(_mean), inverse = memory.State.View<double>(_inverse);
        for (int i = 0; i < input.Length; i++)
        {
            scaled[i] = Math.Clamp((double.CreateTruncating(input[i]) - mean[i]) * inverse[i], -Widest, Widest);
        }
    }

    private (double Factor, double Shift) Move(LearnerMemory memory, int input, double learnt, bool isAnew)
    {
        ref double mean = ref memory.State.View<double>(_mean)[input];
        ref double inverse = ref memory.State.View<double>(_inverse)[input];
        double center = memory.State.View<double>(_runningMean)[input], deviation = Math.Sqrt(memory.State.View<double>(_runningSquares)[input] / learnt);
        bool isConstant = !(deviation > Math.Abs(center) * 1e-12 && double.IsFinite(deviation));
        if (!isAnew && (isConstant || (inverse > 0 && deviation * inverse <= Outgrown)))
        {
            return (1, 0);
        }

        // An input that has not moved has no scale: 0 stands for it until it does.
        var (oldMean, oldInverse) = (mean, inverse);
        inverse = isConstant ? 0 : 1 / deviation;

        // Where the old centre lies among the values it stays: what did not move then is 0 in both units.
        mean = isAnew || Math.Abs(center - mean) > deviation ? center : mean;
        return (oldInverse == 0 ? 1 : inverse / oldInverse, (oldMean - mean) * inverse);
    }

    /// <summary>Weights of rows.</summary>
    private struct Weights
    {
        /// <summary>Of all that were learnt.</summary>
        public double Learnt;

        /// <summary>Of those learnt when all of the scale was made; 0 before.</summary>
        public double Scaled;

        /// <summary>Of those learnt when the scale was looked at last.</summary>
        public double Looked;
    }
}
