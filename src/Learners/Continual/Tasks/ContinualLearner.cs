using System.Collections.ObjectModel;
using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// A classifier that learns task after task, or class after class, and keeps no row. <see cref="Update"/> gives a new learner and leaves this one as it is;
/// classes are appended, and the scores of old ones keep their places. Between updates the learner can learn row by row, like any other, the classes that it
/// knows.
/// </summary>
/// <remarks>
/// <para>Scores are task-free: nobody says which task a row is of, and all classes compete. <see cref="PredictInTask"/> is the task-aware score, for
/// comparison.</para>
/// <para>Everything is kept in double whatever <typeparamref name="T"/> is. The loss of a row is 0 where the highest score is its class's, else 1. Time and
/// memory of an update depend on the rows of its task, never on how many came before.</para>
/// </remarks>
/// <typeparam name="T">Element type of inputs, targets (class indexes, from 0) and scores.</typeparam>
public abstract partial class ContinualLearner<T> : OnlineLearner<T>, IGrowingClassifier<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Largest weight of a row.</summary>
    public const double LargestWeight = 1e9;

    /// <summary>How many times the limit at which inputs are cut back one must lie out to be far from all that was learnt.</summary>
    private const double Far = 10;

    /// <summary>Rows from which on far ones are believed.</summary>
    private const double Patience = 8;

    private readonly ContinualLayout _layout;
    private readonly T[] _source;
    private readonly double[] _input;
    private readonly double[] _wide;
    private readonly double[] _scores;
    private readonly double[] _raw;
    private readonly Dictionary<SequenceKey, int> _taskOf = [];
    private int _label;

    /// <summary>Makes a learner over fields that are all in place.</summary>
    private protected ContinualLearner(ContinualLayout layout)
        : base(
            layout.Shape.InputSize,
            1,
            PredictionLayout.Score(layout.Shape.ClassCount),
            layout.Complete().Parameters.Layout,
            layout.State,
            new(),
            maximumSequences: 1024,
            keepsCopy: false,
            layout.TakenOver)
    {
        (_layout, _wide) = (layout, new double[layout.Stream is null ? 0 : layout.Length]);
        (_source, _input, _scores, _raw) = (new T[InputSize], new double[layout.Length], new double[ClassCount], new double[ClassCount]);
        if (layout.TakenOver is null)
        {
            layout.Scale.Initialize(Memory);
            layout.Calibration?.Initialize(Memory, layout.Common.Sharpness);
        }

        for (int task = 0; task < Tasks.Count; task++)
        {
            _taskOf[SequenceKey.Of(Tasks[task].Name)] = task;
        }
    }

    /// <inheritdoc/>
    public int ClassCount => OutputSize;

    /// <summary>The tasks that were learnt, in order.</summary>
    public ReadOnlyCollection<LearntTask> Tasks => Shape.Tasks;

    /// <summary>Whether this learner came back from a checkpoint that holds only what scoring needs.</summary>
    public bool IsScoringOnly => Memory.State.View<long>(_layout.ScoringOnly)[0] != 0;

    /// <summary>What the layouts depend on.</summary>
    internal ContinualShape Shape => _layout.Shape;

    /// <summary>What every continual learner can be told.</summary>
    private protected abstract ContinualOptions CommonOptions { get; }

    /// <summary>The scores of a row as if it were known which task it is of: those of all other classes are −∞.</summary>
    /// <param name="task">The task, from 0.</param>
    /// <param name="input">The row.</param>
    /// <param name="prediction">Receives the scores.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such task.</exception>
    public void PredictInTask(int task, ReadOnlySpan<T> input, Span<T> prediction)
    {
        Require.InRange(task, 0, Tasks.Count - 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(input.Length, InputSize, nameof(input));
        ArgumentOutOfRangeException.ThrowIfNotEqual(prediction.Length, OutputSize, nameof(prediction));
        prediction.Fill(T.NaN);
        if (_layout.Scale.Scale(Memory, input, _input))
        {
            Score(task);
            Write(InputQuality.Clean, prediction);
        }
    }

    /// <inheritdoc/>
    public bool CanOpen(in RowContext row, ReadOnlySpan<T> input) =>
        Mode == UpdateMode.StateAndParameters && !IsScoringOnly && ClassCount < ContinualShape.Largest
        && row.Sequence != SequenceKey.Unknown && row.Weight is > 0 and <= LargestWeight && _layout.Scale.Scale(Memory, input, _input);

    /// <inheritdoc/>
    IOnlineLearner<T> IGrowingClassifier<T>.WithFurtherClass()
    {
        var grown = Shape with { ClassCount = ClassCount + 1 };
        if (grown.ClassRoom != Shape.ClassRoom)
        {
            return WithClasses(grown.ClassCount);
        }

        var next = Create(grown with { TakenOver = Memory });
        next.Mode = Mode;
        return next;
    }

    /// <summary>A learner that knows more classes and has learnt what this one has; this one stays as it is.</summary>
    /// <param name="count">Classes, from those that it knows.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few or too many.</exception>
    public ContinualLearner<T> WithClasses(int count)
    {
        Require.InRange(count, ClassCount, ContinualShape.Largest);
        var next = Sized(CommonOptions, () => Create(Shape with { ClassCount = count }));
        next.Grow(this);
        return next;
    }

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => Create(Shape);

    /// <inheritdoc/>
    private protected override double MaximumWeight => LargestWeight;

    /// <summary>A learner that holds only what scoring needs cannot learn.</summary>
    private protected override bool CanLearn => !IsScoringOnly;

    /// <inheritdoc/>
    private protected override InputQuality JudgeInput(ReadOnlySpan<T> input)
    {
        input.CopyTo(_source);
        return _layout.Scale.Scale(Memory, input, _input) ? InputQuality.Clean : InputQuality.NonFinite;
    }

    /// <inheritdoc/>
    private protected override bool Forward(InputQuality quality)
    {
        Score(TaskOfRow);
        MixWithStream();
        return true;
    }

    /// <inheritdoc/>
    private protected override void Write(InputQuality quality, Span<T> prediction)
    {
        for (int c = 0; c < prediction.Length; c++)
        {
            prediction[c] = T.CreateTruncating(_scores[c]);
        }
    }

    /// <summary>The loss is 0 where the class is the target's, else 1.</summary>
    private protected override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        bool isKnown = !T.IsNaN(target[0]);
        _label = isKnown ? int.CreateTruncating(target[0]) : -1;
        loss = !isKnown ? double.NaN : BestClass.Of(_scores) == _label ? 0 : 1;
        return isKnown ? TargetQuality.Known : TargetQuality.Missing;
    }

    /// <summary>A row far from all that was learnt is said to be.</summary>
    private protected override AlarmReason Check(InputQuality quality) => !quality.IsRefused() && IsFar ? AlarmReason.Spike : AlarmReason.None;

    /// <summary>Rows do not follow each other: there is no state.</summary>
    private protected override bool Advance(InputQuality input, TargetQuality target) => true;

    /// <inheritdoc/>
    private protected override UpdateResult LearnRow(double loss, double weight)
    {
        if (IsStrange())
        {
            return UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.Spike, loss);
        }

        Memory.State.View<long>(_layout.Changed)[_label] = 1;
        _layout.Stream?.Learn(Memory, _wide, _label, weight, KnowsLastClass);
        _layout.Calibration?.LearnRow(Memory, _raw, _label, weight);
        LearnScaled(_input, _label, weight);
        _layout.Scale.Add<T>(Memory, _source, weight);
        if (_layout.Scale.IsDue(Memory))
        {
            FollowScale();
        }

        return new(UpdateVerdict.Applied, UpdateReason.None, loss, double.NaN, 1);
    }

    /// <summary>A learner of the same options and another shape; its memory is overwritten.</summary>
    private protected abstract ContinualLearner<T> Create(ContinualShape shape);

    /// <summary>A learner whose memory can be saved.</summary>
    /// <exception cref="InvalidOperationException">It would be too large; the message says what to change.</exception>
    private static ContinualLearner<T> Sized(ContinualOptions options, Func<ContinualLearner<T>> create)
    {
        try
        {
            return create();
        }
        catch (OverflowException exception)
        {
            throw new InvalidOperationException($"The learner would take more than 2 GiB, and could not be saved. {options.SizeAdvice}", exception);
        }
    }

    /// <summary>The score of each class for a row in the learner's units, padded; writes no memory.</summary>
    private protected abstract void ScoreScaled(ReadOnlySpan<double> input, Span<double> scores);

    /// <summary>Learns the row that was scored last.</summary>
    private protected abstract void LearnScaled(ReadOnlySpan<double> input, int label, double weight);

    /// <summary>Lets the probabilities follow rows that the scores had not learnt.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="scores">Their scores, a row of classes each.</param>
    private protected void Calibrate(ScaledTask rows, double[] scores) => _layout.Calibration?.Learn(Memory, rows, scores);

    /// <summary>Learns a task, the last of the shape; there is at least one row.</summary>
    private protected abstract void LearnTask(ScaledTask task);

    /// <summary>The score of each class for a row that is known to be of a task.</summary>
    private protected virtual void ScoreInTask(int task, ReadOnlySpan<double> input, Span<double> scores) => ScoreScaled(input, scores);

    private int? TaskOfRow => CommonOptions.IsTaskAware && _taskOf.TryGetValue(Memory.Key, out int task) ? task : null;

    private void Score(int? task)
    {
        if (task is { } known)
        {
            ScoreInTask(known, _input, _scores);
            MaskOthers(Tasks[known].Classes);
        }
        else
        {
            ScoreScaled(_input, _scores);
        }

        _scores.CopyTo(_raw);
        _layout.Calibration?.Apply(Memory, _scores, Math.Min(1, Far / _layout.Scale.Excess));
    }

    private void MaskOthers(int[] classes)
    {
        int next = 0;
        for (int c = 0; c < _scores.Length; c++)
        {
            if (next < classes.Length && classes[next] == c)
            {
                next++;
            }
            else
            {
                _scores[c] = double.NegativeInfinity;
            }
        }
    }
}
