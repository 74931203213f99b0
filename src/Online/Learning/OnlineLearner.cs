namespace AdaptiveML.Online;

/// <summary>What every learner has: sizes, a mode, a memory, and a ledger of what became of its rows.</summary>
public abstract class OnlineLearner<T> : IOnlineLearner<T>
    where T : unmanaged
{
    /// <summary>Makes the learner's memory; all fields must be in the layouts.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="outputSize">Elements of a target.</param>
    /// <param name="parameters">Layout of what is learnt.</param>
    /// <param name="state">Layout of everything else; the ledger is appended.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    protected OnlineLearner(int inputSize, int outputSize, Layout parameters, Layout state)
    {
        Require.InRange(inputSize, 1, int.MaxValue);
        Require.InRange(outputSize, 1, int.MaxValue);
        (InputSize, OutputSize) = (inputSize, outputSize);
        Ledger = new(state);
        Memory = new(parameters, state);
    }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int OutputSize { get; }

    /// <inheritdoc/>
    public UpdateMode Mode { get; set; }

    /// <inheritdoc/>
    public LearnerMemory Memory { get; }

    /// <inheritdoc/>
    public UpdateCounts Counts => Ledger.Counts(Memory);

    /// <summary>The counters.</summary>
    private protected UpdateLedger Ledger { get; }

    /// <inheritdoc/>
    public long Count(UpdateReason reason) => Ledger.Count(Memory, reason);

    /// <inheritdoc/>
    public abstract void Predict(ReadOnlySpan<T> input, Span<T> prediction);

    /// <inheritdoc/>
    public abstract UpdateResult Observe(ReadOnlySpan<T> input);

    /// <inheritdoc/>
    public abstract UpdateResult Learn(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction);

    /// <inheritdoc/>
    public abstract void Reset();

    /// <inheritdoc/>
    public IOnlineLearner<T> Clone()
    {
        var clone = CreateTwin();
        clone.Memory.CopyFrom(Memory);
        clone.Mode = Mode;
        return clone;
    }

    /// <summary>A new learner of the same sizes and options; its memory is overwritten.</summary>
    protected abstract OnlineLearner<T> CreateTwin();

    /// <summary>Counts what became of a row.</summary>
    protected UpdateResult Record(UpdateResult result) => Ledger.Record(Memory, result);

    /// <summary>Throws unless a row's part has the right number of elements.</summary>
    /// <exception cref="ArgumentException">Names the part.</exception>
    protected static void CheckSize(int actual, int expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{name} has {actual} elements; the learner takes {expected}.", name);
        }
    }
}
