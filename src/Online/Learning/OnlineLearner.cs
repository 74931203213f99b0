using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>
/// What every learner has: sizes, a mode, a memory, counters of what became of its rows, and the row protocol, which decides what a row may change. A machine
/// supplies the mathematics: how its inputs and targets are judged, how it predicts, how its state advances, how its parameters learn.
/// </summary>
public abstract partial class OnlineLearner<T> : IOnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the memory of a learner that predicts its target and keeps no copy; all fields must be in the layouts.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="outputSize">Elements of a target and of a prediction.</param>
    /// <param name="parameters">Layout of what is learnt.</param>
    /// <param name="state">Layout of what else moves and all sequences share; the counters are appended.</param>
    /// <param name="sequence">Layout of what each sequence has of its own.</param>
    /// <param name="maximumSequences">Most sequences that are live at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    private protected OnlineLearner(int inputSize, int outputSize, Layout parameters, Layout state, Layout sequence, int maximumSequences)
        : this(inputSize, outputSize, PredictionLayout.Score(outputSize), parameters, state, sequence, maximumSequences, keepsCopy: false)
    {
    }

    /// <summary>Makes the learner's memory; all fields must be in the layouts.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="targetSize">Elements of a target; may be 0.</param>
    /// <param name="output">What a prediction is made of; at least one element.</param>
    /// <param name="parameters">Layout of what is learnt.</param>
    /// <param name="state">Layout of what else moves and all sequences share; the counters are appended.</param>
    /// <param name="sequence">Layout of what each sequence has of its own.</param>
    /// <param name="maximumSequences">Most sequences that are live at once.</param>
    /// <param name="keepsCopy">Whether the learner keeps a copy of what it is, to fall back to.</param>
    /// <param name="memory">The memory of a learner of the same layouts that is not used any more, or null for one of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    private protected OnlineLearner(
        int inputSize, int targetSize, PredictionLayout output, Layout parameters, Layout state, Layout sequence, int maximumSequences, bool keepsCopy,
        LearnerMemory? memory = null)
    {
        Require.InRange(inputSize, 1, int.MaxValue);
        Require.InRange(targetSize, 0, int.MaxValue);
        ArgumentNullException.ThrowIfNull(output);
        Require.InRange(output.Length, 1, int.MaxValue, nameof(output));
        (InputSize, TargetSize, Output) = (inputSize, targetSize, output);
        Counters = new(state);
        Memory = memory ?? new(parameters, state, sequence, maximumSequences, keepsCopy);
    }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int TargetSize { get; }

    /// <inheritdoc/>
    public int OutputSize => Output.Length;

    /// <inheritdoc cref="IOnlineLearner{T}.Output"/>
    internal PredictionLayout Output { get; }

    PredictionLayout IOnlineLearner<T>.Output => Output;

    /// <inheritdoc/>
    public UpdateMode Mode { get; set; }

    /// <summary>Bytes that all sequences share: what is learnt, its gradients, and what else moves with every row.</summary>
    public long SharedBytes => Memory.Parameters.Layout.ByteLength + Memory.Gradients.Layout.ByteLength + Memory.State.Layout.ByteLength;

    /// <summary>Bytes that each live sequence has of its own.</summary>
    public long SequenceBytes => Memory.Sequence.Layout.ByteLength;

    /// <inheritdoc cref="IOnlineLearner{T}.Memory"/>
    internal LearnerMemory Memory { get; }

    LearnerMemory IOnlineLearner<T>.Memory => Memory;

    /// <inheritdoc/>
    public SequenceCounts Sequences => Memory.Sequences;

    /// <inheritdoc/>
    public UpdateCounts Counts => Counters.Counts(Memory);

    /// <summary>The counters.</summary>
    private protected UpdateCounters Counters { get; }

    /// <inheritdoc/>
    public long Count(UpdateReason reason) => Counters.Count(Memory, reason);

    /// <inheritdoc/>
    /// <example>
    /// <code>
    /// learner.Predict(input, prediction);
    /// float lower = learner.Part(PredictionNames.LowerBound, prediction)[0];
    /// </code>
    /// </example>
    public ReadOnlySpan<T> Part(string name, ReadOnlySpan<T> prediction) => Output[name].In(prediction);

    /// <inheritdoc cref="IOnlineLearner{T}.Predict(ReadOnlySpan{T}, Span{T})"/>
    public void Predict(ReadOnlySpan<T> input, Span<T> prediction) => Predict(default, input, prediction);

    /// <inheritdoc cref="IOnlineLearner{T}.Observe(ReadOnlySpan{T})"/>
    public UpdateResult Observe(ReadOnlySpan<T> input) => Observe(default, input);

    /// <inheritdoc cref="IOnlineLearner{T}.Learn(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/>
    public UpdateResult Learn(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction) => Learn(default, input, target, prediction);

    /// <inheritdoc/>
    public void Reset() => Memory.RestartAll();

    /// <inheritdoc/>
    public void Reset(SequenceKey sequence) => Memory.Restart(sequence);

    /// <inheritdoc/>
    public IOnlineLearner<T> Clone()
    {
        var clone = CreateEmpty();
        clone.Memory.CopyFrom(Memory);
        clone.Mode = Mode;
        return clone;
    }

    /// <summary>A new learner of the same sizes and options; its memory is overwritten.</summary>
    private protected abstract OnlineLearner<T> CreateEmpty();
}
