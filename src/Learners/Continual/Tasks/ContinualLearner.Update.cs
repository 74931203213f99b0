using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <content>From one task to the next, and back.</content>
public abstract partial class ContinualLearner<T>
{
    /// <summary>
    /// The learner that has learnt one more task; no row of an earlier one is needed. The same task twice from the same learner gives the same bits.
    /// </summary>
    /// <param name="task">Rows of <see cref="OnlineLearner{T}.InputSize"/> inputs whose target is a class index. New classes follow those known without a gap.
    /// Rows with an input that is not finite, without a class, or without a valid weight are counted and not learnt.</param>
    /// <param name="name">A name that no other task has, or null.</param>
    /// <param name="classCount">Classes to be known at least, from those that are known; null for those that occur.</param>
    /// <param name="cancellation">Ends the update, within a few rows, or a few rows of a matrix; this learner does not change.</param>
    /// <exception cref="ArgumentOutOfRangeException">There would be fewer classes than there are, or too many.</exception>
    /// <exception cref="ArgumentException">The rows do not fit, none is usable, a target is no class index, a class index leaves a gap, or the name is
    /// taken.</exception>
    /// <exception cref="InvalidOperationException">The learner came back from a checkpoint that holds only what scoring needs; or it would become too large to
    /// be saved, and the message says what to change.</exception>
    /// <exception cref="OperationCanceledException">The update was cancelled.</exception>
    public ContinualLearner<T> Update(TrainingRows<T> task, string? name = null, int? classCount = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        int known = classCount ?? ClassCount;
        Require.InRange(known, ClassCount, ContinualShape.Largest, nameof(classCount));
        if (IsScoringOnly)
        {
            throw new InvalidOperationException("The learner came back from a checkpoint that holds only what scoring needs; TaskCheckpoints.Whole keeps all.");
        }

        if (name is not null && Tasks.Any(learnt => learnt.Name == name))
        {
            throw new ArgumentException($"There is a task '{name}' already.", nameof(name));
        }

        if (task.InputSize != InputSize || task.OutputSize != 1)
        {
            throw new ArgumentException(
                $"The task has {task.InputSize} inputs and {task.OutputSize} targets; the learner takes {InputSize} and 1.", nameof(task));
        }

        var usable = Enumerable.Range(0, task.Count).Where(row => Judge(task, row).Verdict == UpdateVerdict.Applied).ToArray();
        if (usable.Length == 0)
        {
            throw new ArgumentException($"The task{(name is null ? "" : $" '{name}'")} has no row with finite inputs, a class and a weight.", nameof(task));
        }

        int[] classes = [.. usable.Select(row => int.CreateTruncating(task.Target(row)[0])).Distinct().Order()];
        var next = Sized(
            CommonOptions,
            () => Create(Shape.With(new()
            {
                Name = name,
                Classes = classes,
                ClassCount = CountClasses(classes, known),
                Rows = usable.Length,
                ChangedClasses = CommonOptions.Checkpoints != TaskCheckpoints.None && _layout.HasMoments ? Changed(classes) : [],
            })));
        next.Grow(this);
        next.Learn(task, usable, cancellation);
        next._layout.Stream?.End(next.Memory);
        if (CommonOptions.Checkpoints != TaskCheckpoints.None)
        {
            next._layout.Keep(next.Memory);
        }

        return next;
    }

    /// <summary>The learner as it was after a task; counters of rows begin anew.</summary>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    /// <exception cref="InvalidOperationException">No checkpoints are kept.</exception>
    /// <exception cref="InvalidDataException">The learner was loaded, and what was saved of the task is none that it can have been.</exception>
    public ContinualLearner<T> AtTask(string name)
    {
        int task = Tasks.ToList().FindIndex(learnt => learnt.Name == name);
        return task < 0 ? throw new ArgumentException(
            $"There is no task '{name}'; there are {(Tasks.Count == 0 ? "none" : $"'{string.Join("', '", Tasks.Select(learnt => learnt.Name))}'")}.",
            nameof(name)) : AtTask(task);
    }

    /// <summary>The learner as it was after a task; counters of rows begin anew.</summary>
    /// <param name="task">The task, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such task.</exception>
    /// <exception cref="InvalidOperationException">No checkpoints are kept.</exception>
    /// <exception cref="InvalidDataException">The learner was loaded, and what was saved of the task is none that it can have been.</exception>
    public ContinualLearner<T> AtTask(int task)
    {
        Require.InRange(task, 0, Tasks.Count - 1);
        if (CommonOptions.Checkpoints == TaskCheckpoints.None)
        {
            throw new InvalidOperationException("The learner keeps no checkpoints of its tasks.");
        }

        var then = Create(Shape.Until(task));
        for (int earlier = 0; earlier <= task; earlier++)
        {
            then._layout.CopyCheckpoint(Memory, _layout, then.Memory, earlier);
        }

        then._layout.Restore(then.Memory);
        then.Memory.Check();
        then.Memory.State.View<long>(then._layout.ScoringOnly)[0] = CommonOptions.Checkpoints == TaskCheckpoints.Scoring ? 1 : 0;
        then.Derive();
        then.Mode = Mode;
        return then;
    }

    /// <summary>What was learnt in the old units of the inputs becomes the same in the new, x ← factor · x + shift, as far as it can.</summary>
    private protected virtual void Rescale(ReadOnlySpan<double> factor, ReadOnlySpan<double> shift)
    {
    }

    private void FollowScale()
    {
        if (_layout.Scale.Follow(Memory) is var (factor, shift))
        {
            _layout.Stream?.End(Memory);
            Rescale(factor, shift);
        }
    }

    /// <summary>Makes anew the fields that checkpoints do not keep since they follow from others.</summary>
    private protected virtual void Derive()
    {
    }

    /// <summary>The classes of which rows were learnt since the last checkpoint, or will be.</summary>
    private int[] Changed(int[] ofTask)
    {
        long[] changed = Memory.State.View<long>(_layout.Changed)[..ClassCount].ToArray();
        return [.. Enumerable.Range(0, ClassCount).Where(label => changed[label] != 0).Union(ofTask).Order()];
    }

    private static UpdateResult Judge(TrainingRows<T> task, int row)
    {
        T label = task.Target(row)[0];
        var result = TaskRow.Judge(task.Input(row), label, task.Context(row).Weight, LargestWeight);
        bool isClass = T.IsNaN(label) || (T.IsInteger(label) && label >= T.Zero && label < T.CreateTruncating(ContinualShape.Largest));
        return isClass || result.Verdict == UpdateVerdict.Rejected ? result
            : throw new ArgumentException($"Row {row} has target {label}, which is no class index from 0 to {ContinualShape.Largest - 1}.", nameof(task));
    }

    private static int CountClasses(int[] classes, int known)
    {
        foreach (int label in classes)
        {
            known = label < known ? known : label == known ? known + 1
                : throw new ArgumentException($"Class {label} leaves a gap: {known} classes are known, and the next is {known}.", nameof(classes));
        }

        return known;
    }

    /// <summary>Begins with what a smaller learner holds.</summary>
    private void Grow(ContinualLearner<T> source)
    {
        Copy(source.Memory.Parameters, Memory.Parameters);
        Copy(source.Memory.State, Memory.State);
        Memory.Live.CopyFrom(source.Memory.Live);
        Memory.Invalidate();
        Mode = source.Mode;

        static void Copy(FlatBuffer from, FlatBuffer to)
        {
            foreach (var field in from.Layout.Fields)
            {
                var own = to.Layout.Find(field.Name)!.Value;
                from.Bytes.Slice(field.Offset, field.Length * field.Kind.Size()).CopyTo(to.Bytes.Slice(own.Offset, own.Length * own.Kind.Size()));
            }
        }
    }

    private void Learn(TrainingRows<T> task, int[] usable, CancellationToken cancellation)
    {
        for (int row = 0; row < task.Count; row++)
        {
            Counters.Record(Memory, Judge(task, row));
        }

        _layout.Scale.Add(Memory, task, usable);
        FollowScale();
        var scaled = new ScaledTask(_layout.Length, cancellation);
        foreach (int row in usable)
        {
            cancellation.ThrowIfCancellationRequested();
            _layout.Scale.Scale(Memory, task.Input(row), _input);
            scaled.Add(_input, int.CreateTruncating(task.Target(row)[0]), task.Context(row).Weight);
        }

        LearnTask(scaled);
    }
}
