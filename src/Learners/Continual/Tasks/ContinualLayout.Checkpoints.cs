using System.Runtime.InteropServices;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <content>
/// What is kept of each task: the weights of all classes, and the moments of those of which rows were learnt since the task before; the others' are those of an
/// earlier checkpoint.
/// </content>
internal partial class ContinualLayout
{
    /// <summary>Bytes that a payload has besides the memory: header, digest, padding.</summary>
    private const long Slack = 1 << 20;

    private Field[] _checkpoints = [];

    /// <summary>Whether a checkpoint keeps moments of classes one by one.</summary>
    public bool HasMoments => KeptMoments().Any();

    /// <summary>Appends room for the checkpoints; every other field must be there.</summary>
    /// <exception cref="InvalidOperationException">The learner could not be saved.</exception>
    public ContinualLayout Complete()
    {
        int own = State.Fields.Count;
        Stream = Common is { FollowsDrift: true, GivesProbabilities: true, IsTaskAware: false }
            ? new(new(Shape.InputSize, Shape.ClassCount, Shape.ClassRoom, State))
            : null;
        _derived.UnionWith(State.Fields.Skip(own).Select(field => field.Name));
        if (Common.Checkpoints != TaskCheckpoints.None && Shape.Tasks is [.., { CheckpointWords: 0 } last])
        {
            long bytes = KeptWhole().Sum(kept => Bytes(kept.Field)) + (last.ChangedClasses.Length * ClassBytes());
            var kept = last with { CheckpointWords = (int)Math.Min(bytes / sizeof(ulong), int.MaxValue) };
            Shape = Shape with { Tasks = Array.AsReadOnly([.. Shape.Tasks.SkipLast(1), kept]) };
        }

        RequireSavable();
        _checkpoints = [.. Shape.Tasks.Select((task, index) => State.Add<ulong>($"task{index}", task.CheckpointWords))];
        return this;
    }

    /// <summary>Keeps what the learner is in the room of its last task.</summary>
    public void Keep(LearnerMemory memory)
    {
        memory.State.View<long>(Changed).Clear();
        var rest = Copy(memory, MemoryMarshal.AsBytes(memory.State.View<ulong>(_checkpoints[^1])), isRestoring: false);
        foreach (int label in Shape.Tasks[^1].ChangedClasses)
        {
            rest = CopyClass(memory, label, rest, isRestoring: false);
        }
    }

    /// <summary>Makes the learner what it was after its last task, of the checkpoints that it has.</summary>
    public void Restore(LearnerMemory memory)
    {
        byte[] last = MemoryMarshal.AsBytes(memory.State.View<ulong>(_checkpoints[^1])).ToArray();
        Copy(memory, last, isRestoring: true);
        for (int task = 0; task < _checkpoints.Length; task++)
        {
            int[] labels = Shape.Tasks[task].ChangedClasses;
            byte[] kept = MemoryMarshal.AsBytes(memory.State.View<ulong>(_checkpoints[task])).ToArray();
            var rest = kept.AsSpan(kept.Length - checked((int)(labels.Length * ClassBytes())));
            foreach (int label in labels)
            {
                rest = CopyClass(memory, label, rest, isRestoring: true);
            }
        }
    }

    /// <summary>Copies a checkpoint to a memory of this layout.</summary>
    public void CopyCheckpoint(LearnerMemory from, ContinualLayout source, LearnerMemory to, int task) =>
        from.State.View<ulong>(source._checkpoints[task]).CopyTo(to.State.View<ulong>(_checkpoints[task]));

    private Span<byte> Copy(LearnerMemory memory, Span<byte> rest, bool isRestoring)
    {
        foreach (var (isParameter, field) in KeptWhole())
        {
            rest = Copy((isParameter ? memory.Parameters : memory.State).Bytes.Slice(field.Offset, (int)Bytes(field)), rest, isRestoring);
        }

        return rest;
    }

    private Span<byte> CopyClass(LearnerMemory memory, int label, Span<byte> rest, bool isRestoring)
    {
        foreach (var field in KeptMoments())
        {
            int length = (int)(Bytes(field) / Shape.ClassRoom);
            rest = Copy(memory.State.Bytes.Slice(field.Offset + (label * length), length), rest, isRestoring);
        }

        return rest;
    }

    private static Span<byte> Copy(Span<byte> own, Span<byte> kept, bool isRestoring)
    {
        if (isRestoring)
        {
            kept[..own.Length].CopyTo(own);
        }
        else
        {
            own.CopyTo(kept);
        }

        return kept[own.Length..];
    }

    /// <summary>The fields that every checkpoint keeps.</summary>
    private IEnumerable<(bool IsParameter, Field Field)> KeptWhole() => Parameters.Layout.Fields.Select(field => (true, field))
        .Concat(State.Fields.TakeWhile(field => !_checkpoints.Contains(field)).Except(_moments).Where(IsKept).Select(field => (false, field)));

    private IEnumerable<Field> KeptMoments() => _moments.Where(IsKept);

    private bool IsKept(Field field) =>
        !_derived.Contains(field.Name) && (Common.Checkpoints == TaskCheckpoints.Whole || !_learningOnly.Contains(field.Name));

    private long ClassBytes() => KeptMoments().Sum(field => Bytes(field) / Shape.ClassRoom);

    /// <summary>Refuses, before any memory is taken, what could not be saved, and names the option that helps.</summary>
    private void RequireSavable()
    {
        long checkpoints = Shape.Tasks.Sum(task => task.CheckpointWords * (long)sizeof(ulong));
        long all = checkpoints + (2 * Parameters.Layout.Fields.Sum(Bytes)) + State.Fields.Sum(Bytes);
        if (all > LearnerPayload.MaximumLength - Slack)
        {
            throw new InvalidOperationException(
                $"With {Shape.InputSize} inputs, {Shape.ClassCount} classes and {Shape.Tasks.Count} tasks the learner would take {all >> 20} MiB, "
                + $"and could not be saved: the limit is {LearnerPayload.MaximumLength >> 20} MiB. "
                + (checkpoints > all / 2
                    ? $"Checkpoints of its tasks are {checkpoints >> 20} MiB of it: TaskCheckpoints.None does without."
                    : Common.SizeAdvice));
        }
    }
}
