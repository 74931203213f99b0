using System.Collections.ObjectModel;
using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>What the layouts of a continual learner depend on besides its options.</summary>
/// <param name="InputSize">Elements of an input.</param>
/// <param name="ClassCount">Classes known.</param>
/// <param name="Tasks">Tasks learnt, in order.</param>
internal sealed record ContinualShape(int InputSize, int ClassCount, ReadOnlyCollection<LearntTask> Tasks)
{
    /// <summary>Most classes, and most elements of an input.</summary>
    public const int Largest = 65536;

    /// <summary>Classes that there is room for: the next of 1, 2, 3, 4, 6, 8, 12, 16, 24 and so on, so that one more seldom moves the memory.</summary>
    public int ClassRoom
    {
        get
        {
            int power = (int)BitOperations.RoundUpToPowerOf2((uint)ClassCount);
            return ClassCount <= power / 4 * 3 ? power / 4 * 3 : power;
        }
    }

    /// <summary>The memory of a learner of the same fields, for this one to take over; null for one of its own.</summary>
    public LearnerMemory? TakenOver { get; init; }

    /// <summary>The shape of a learner that has learnt nothing.</summary>
    public static ContinualShape Begin(int inputSize, int classes) => new(inputSize, classes, ReadOnlyCollection<LearntTask>.Empty);

    /// <summary>The shape after one more task.</summary>
    public ContinualShape With(LearntTask task) => new(InputSize, task.ClassCount, Array.AsReadOnly([.. Tasks, task]));

    /// <summary>The shape after the first tasks alone.</summary>
    public ContinualShape Until(int task) => new(InputSize, Tasks[task].ClassCount, Array.AsReadOnly([.. Tasks.Take(task + 1)]));

    /// <summary>Throws where a size or a task makes no sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names it.</exception>
    public ContinualShape Validated()
    {
        Require.InRange(InputSize, 1, Largest);
        Require.InRange(ClassCount, 1, Largest);
        int known = 0;
        foreach (var task in Tasks)
        {
            Require.InRange(task.ClassCount, Math.Max(known, 1), ClassCount, nameof(LearntTask.ClassCount));
            Require.InRange(task.CheckpointWords, 0, int.MaxValue, nameof(LearntTask.CheckpointWords));
            foreach (int label in task.Classes.Concat(task.ChangedClasses))
            {
                Require.InRange(label, 0, task.ClassCount - 1, nameof(LearntTask.Classes));
            }

            known = task.ClassCount;
        }

        return this;
    }
}
