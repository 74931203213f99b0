using System.Runtime.InteropServices;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// The fields of a continual learner. Whatever grows with classes, tasks or components grows along its outermost dimension, so that a larger memory begins with
/// what the smaller one held.
/// </summary>
internal class ContinualLayout
{
    private readonly HashSet<string> _learningOnly = [];
    private readonly HashSet<string> _neverKept = [];
    private readonly bool _followsStream;
    private Field[] _checkpoints = [];

    public ContinualLayout(ContinualShape shape, ContinualOptions options)
    {
        options.Validate();
        Shape = shape.Validated();
        Length = Tile.Pad(shape.InputSize);
        ScoringOnly = State.Add<long>("is_scoring_only", 1);
        Scale = new(shape.InputSize, options, State);
        Checkpoints = options.Checkpoints;
        _followsStream = options.FollowsDrift && options.GivesProbabilities && !options.IsTaskAware;
    }

    public ContinualShape Shape { get; private set; }

    public TaskCheckpoints Checkpoints { get; }

    /// <summary>Elements of an input, padding included.</summary>
    public int Length { get; }

    public MachineLayout<double> Machine { get; } = new();

    public ParameterLayout<double> Parameters => Machine.Parameters;

    public Layout State => Machine.State;

    public FeatureScale Scale { get; }

    /// <summary>1 in a learner that has come back from a checkpoint without what learning needs.</summary>
    public Field ScoringOnly { get; }

    /// <summary>Appends a field of the state that only learning needs.</summary>
    public Field AddForLearning(string name, params ReadOnlySpan<int> shape)
    {
        _learningOnly.Add(name);
        return State.Add<double>(name, shape);
    }

    /// <summary>Says that fields which were added elsewhere are needed by learning only.</summary>
    public void MarkForLearning(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            _learningOnly.Add(name);
        }
    }

    /// <summary>The experts that stand beside the learner row by row; null where scores are no probabilities, or nothing is to forget.</summary>
    public StreamExperts? Stream { get; private set; }

    /// <summary>Appends room for the checkpoints; every other field must be there.</summary>
    public ContinualLayout Complete()
    {
        int kept = State.Fields.Count;
        Stream = _followsStream ? new(this) : null;
        foreach (var field in State.Fields.Skip(kept))
        {
            _neverKept.Add(field.Name);
        }

        if (Checkpoints != TaskCheckpoints.None && Shape.Tasks is [.., { CheckpointWords: 0 } last])
        {
            int words = checked((int)(Kept().Sum(kept => (long)Bytes(kept.Field)) / sizeof(ulong)));
            Shape = Shape with { Tasks = Array.AsReadOnly([.. Shape.Tasks.SkipLast(1), last with { CheckpointWords = words }]) };
        }

        _checkpoints = [.. Shape.Tasks.Select((task, index) => State.Add<ulong>($"task{index}", task.CheckpointWords))];
        return this;
    }

    /// <summary>Keeps what the learner is in the room of its last task.</summary>
    public void Keep(LearnerMemory memory) => Copy(memory, memory.State.View<ulong>(_checkpoints[^1]), isRestoring: false);

    /// <summary>Makes the learner what it was when a checkpoint was kept.</summary>
    public void Restore(LearnerMemory memory, ReadOnlySpan<ulong> checkpoint)
    {
        ulong[] words = [.. checkpoint];
        Copy(memory, words, isRestoring: true);
    }

    /// <summary>Copies a checkpoint to a memory of this layout.</summary>
    public void CopyCheckpoint(LearnerMemory from, ContinualLayout source, LearnerMemory to, int task) =>
        source.Checkpoint(from, task).CopyTo(to.State.View<ulong>(_checkpoints[task]));

    /// <summary>A task's checkpoint.</summary>
    public ReadOnlySpan<ulong> Checkpoint(LearnerMemory memory, int task) => memory.State.View<ulong>(_checkpoints[task]);

    private void Copy(LearnerMemory memory, Span<ulong> words, bool isRestoring)
    {
        var rest = MemoryMarshal.AsBytes(words);
        foreach (var (isParameter, field) in Kept())
        {
            var own = (isParameter ? memory.Parameters : memory.State).Bytes.Slice(field.Offset, Bytes(field));
            if (isRestoring)
            {
                rest[..own.Length].CopyTo(own);
            }
            else
            {
                own.CopyTo(rest);
            }

            rest = rest[own.Length..];
        }
    }

    private IEnumerable<(bool IsParameter, Field Field)> Kept() => Parameters.Layout.Fields.Select(field => (true, field))
        .Concat(State.Fields.TakeWhile(field => !_checkpoints.Contains(field)).Select(field => (false, field)))
        .Where(kept => !_neverKept.Contains(kept.Item2.Name))
        .Where(kept => Checkpoints == TaskCheckpoints.Whole || !_learningOnly.Contains(kept.Item2.Name));

    private static int Bytes(Field field) => (field.Length * field.Kind.Size() + sizeof(ulong) - 1) / sizeof(ulong) * sizeof(ulong);
}
