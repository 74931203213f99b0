using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>A task of a comodulated classifier, learnt. It never changes.</summary>
public sealed class ComodulationTask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkShape _shape;

    internal ComodulationTask(TaskCard card, LearnerMemory memory, NetworkShape shape)
    {
        (Card, Memory, _shape) = (card, memory, shape);
        Fields = new(new(), new(), "", shape, card);
    }

    /// <summary>What it is.</summary>
    public TaskCard Card { get; }

    /// <summary>The coupling of each unit of the modulated layer; empty where the task does not modulate.</summary>
    public IReadOnlyList<T> Coupling => Fields.Card.HasCoupling ? Fields.In(Memory).Coupling[.._shape.Modulated].ToArray() : [];

    /// <summary>The factor of each unit of the modulated layer; empty where the task does not modulate.</summary>
    public IReadOnlyList<T> Factor => Fields.Card.HasCoupling ? Fields.In(Memory).Factor[.._shape.Modulated].ToArray() : [];

    /// <summary>The gain of each unit of the last layer, of mean 1; empty where the task has none.</summary>
    public IReadOnlyList<T> Gain => Fields.Card.HasGain ? Fields.In(Memory).Gain[.._shape.Last].ToArray() : [];

    /// <summary>What the logits are multiplied by, so that probabilities are as sure as rows held back bore out.</summary>
    public T Scale => Fields.In(Memory).Scale;

    internal LearnerMemory Memory { get; }

    internal TaskFields<T> Fields { get; }
}
