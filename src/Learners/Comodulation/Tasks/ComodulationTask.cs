using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>A task of a comodulated classifier, learnt. It never changes.</summary>
internal sealed class ComodulationTask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkShape _shape;

    public ComodulationTask(TaskDescriptor descriptor, LearnerMemory memory, NetworkShape shape)
    {
        (Descriptor, Memory, _shape) = (descriptor, memory, shape);
        Fields = new(new(), new(), "", shape, descriptor);
    }

    /// <summary>What it is.</summary>
    public TaskDescriptor Descriptor { get; }

    /// <summary>The coupling of each unit of the modulated layer; empty where the task does not modulate.</summary>
    public IReadOnlyList<T> Coupling => Fields.Descriptor.HasCoupling ? Fields.In(Memory).Coupling[.._shape.Modulated].ToArray() : [];

    /// <summary>The factor of each unit of the modulated layer; empty where the task does not modulate.</summary>
    public IReadOnlyList<T> Factor => Fields.Descriptor.HasCoupling ? Fields.In(Memory).Factor[.._shape.Modulated].ToArray() : [];

    /// <summary>The gain of each unit of the last layer, of mean 1; empty where the task has none.</summary>
    public IReadOnlyList<T> Gain => Fields.Descriptor.HasGain ? Fields.In(Memory).Gain[.._shape.Last].ToArray() : [];

    /// <summary>What the logits are multiplied by, so that probabilities are as sure as rows held back bore out.</summary>
    public T Scale => Fields.In(Memory).Scale;

    public LearnerMemory Memory { get; }

    public TaskFields<T> Fields { get; }
}
