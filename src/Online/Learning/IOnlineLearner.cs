namespace AdaptiveML.Online;

/// <summary>A model that keeps learning while it is used. One thread at a time.</summary>
/// <remarks>Parameters are one for all sequences; what a learner remembers of the recent past, each sequence has for itself.</remarks>
/// <typeparam name="T">Element type of inputs, targets and predictions.</typeparam>
public interface IOnlineLearner<T>
    where T : unmanaged
{
    /// <summary>Number of elements of an input row.</summary>
    int InputSize { get; }

    /// <summary>Number of elements of a target; 0 for a learner that learns from its inputs alone.</summary>
    int TargetSize { get; }

    /// <summary>Number of elements of a prediction.</summary>
    int OutputSize { get; }

    /// <summary>What a prediction is made of: named parts.</summary>
    internal PredictionLayout Output { get; }

    /// <summary>
    /// What <see cref="Observe(in RowContext, ReadOnlySpan{T})"/> and <see cref="Learn(in RowContext, ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/> may change.
    /// </summary>
    UpdateMode Mode { get; set; }

    /// <summary>Everything that changes.</summary>
    internal LearnerMemory Memory { get; }

    /// <summary>The sequences that are live, and what became of those that were.</summary>
    SequenceCounts Sequences { get; }

    /// <summary>How often each verdict was given since the learner was made.</summary>
    UpdateCounts Counts { get; }

    /// <summary>How often a reason was given since the learner was made.</summary>
    long Count(UpdateReason reason);

    /// <summary>The prediction for a row, given all rows of its sequence seen before. Pure: it never changes what the next prediction will be.</summary>
    /// <param name="row">Whose row it is.</param>
    /// <param name="input">The row; <see cref="InputSize"/> elements.</param>
    /// <param name="prediction">Receives <see cref="OutputSize"/> elements; NaN where the input cannot be used.</param>
    void Predict(in RowContext row, ReadOnlySpan<T> input, Span<T> prediction);

    /// <summary>Advances the state of a sequence by a row whose target is not known.</summary>
    /// <param name="row">Whose row it is, and when.</param>
    /// <param name="input">The row.</param>
    UpdateResult Observe(in RowContext row, ReadOnlySpan<T> input);

    /// <summary>Test, then train: gives the prediction made before the update, advances the state of the sequence and learns.</summary>
    /// <param name="row">Whose row it is, when, and how much it counts.</param>
    /// <param name="input">The row.</param>
    /// <param name="target">Its target, <see cref="TargetSize"/> elements; one that is not known is NaN.</param>
    /// <param name="prediction">Receives what <see cref="Predict(in RowContext, ReadOnlySpan{T}, Span{T})"/> would have given.</param>
    UpdateResult Learn(in RowContext row, ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction);

    /// <summary>A part of a prediction.</summary>
    /// <param name="name">The part: one of <see cref="PredictionNames"/>, or a name of the learner's own.</param>
    /// <param name="prediction">All of a prediction, <see cref="OutputSize"/> elements.</param>
    /// <exception cref="ArgumentException">The learner's predictions have no such part; the message names those that they have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The prediction is too short.</exception>
    ReadOnlySpan<T> Part(string name, ReadOnlySpan<T> prediction) => Output[name].In(prediction);

    /// <summary>The prediction for a row of the one sequence that there is.</summary>
    void Predict(ReadOnlySpan<T> input, Span<T> prediction) => Predict(default, input, prediction);

    /// <summary>Advances the state of the one sequence that there is.</summary>
    UpdateResult Observe(ReadOnlySpan<T> input) => Observe(default, input);

    /// <summary>Test, then train, on the one sequence that there is.</summary>
    UpdateResult Learn(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction) => Learn(default, input, target, prediction);

    /// <summary>Forgets the recent past of all sequences (recurrent state and traces together) and keeps what was learnt.</summary>
    void Reset();

    /// <summary>Forgets the recent past of one sequence: for a declared gap.</summary>
    void Reset(SequenceKey sequence);

    /// <summary>An independent learner with the same memory.</summary>
    IOnlineLearner<T> Clone();
}
