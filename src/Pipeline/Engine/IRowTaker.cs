using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>Takes rows and labels to the learners of an engine's stages, which read and predict them in their order.</summary>
internal interface IRowTaker
{
    /// <summary>A row that every stage has read and predicted advances the states.</summary>
    void Observe(ReadOnlySpan<StageBinding> stages);

    /// <summary>Whether a row may be taken to a stage when that has read it, where there is but one; else <see cref="EndRow"/> takes it.</summary>
    bool TakesAtOnce { get; }

    /// <summary>Whether the row or label that has begun to come was taken before.</summary>
    bool IsKnown { get; }

    /// <summary>A row or a label begins to come.</summary>
    void Begin();

    /// <summary>A row that every stage has read and predicted, and found whole, is learnt by each, or waits for its label.</summary>
    /// <param name="stages">The stages.</param>
    /// <param name="key">The key by which its label will be told, or null.</param>
    void EndRow(ReadOnlySpan<StageBinding> stages, string? key);

    /// <summary>The label of a row that waits under a key.</summary>
    /// <param name="stages">The stages.</param>
    /// <param name="key">The key.</param>
    /// <param name="labels">The label as each stage has it; NaN for a stage that it does not concern.</param>
    /// <returns>Whether there is such a row.</returns>
    bool Tell(ReadOnlySpan<StageBinding> stages, ReadOnlySpan<char> key, ReadOnlyMemory<float> labels);

    /// <summary>A stage takes on a class.</summary>
    /// <param name="stages">The stages.</param>
    /// <param name="stage">Which of them.</param>
    /// <param name="name">The class.</param>
    void Open(ReadOnlySpan<StageBinding> stages, int stage, string name);

    /// <summary>A gap, in a sequence or in all.</summary>
    void Reset(ReadOnlySpan<StageBinding> stages, SequenceKey? sequence);

    /// <summary>What rows to come may change.</summary>
    void SetMode(ReadOnlySpan<StageBinding> stages, UpdateMode mode);

    /// <summary>Gives up labels that have been missing for too long.</summary>
    void Expire(ReadOnlySpan<StageBinding> stages);
}
