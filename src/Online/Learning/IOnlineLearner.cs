namespace AdaptiveML.Online;

/// <summary>A model that keeps learning while it is used. One thread at a time.</summary>
/// <typeparam name="T">Element type of inputs, targets and predictions.</typeparam>
public interface IOnlineLearner<T>
    where T : unmanaged
{
    /// <summary>Number of elements of an input row.</summary>
    int InputSize { get; }

    /// <summary>Number of elements of a target and of a prediction.</summary>
    int OutputSize { get; }

    /// <summary>What <see cref="Observe"/> and <see cref="Learn"/> may change.</summary>
    UpdateMode Mode { get; set; }

    /// <summary>Everything that changes.</summary>
    LearnerMemory Memory { get; }

    /// <summary>How often each verdict was given since the learner was made.</summary>
    UpdateCounts Counts { get; }

    /// <summary>How often a reason was given since the learner was made.</summary>
    long Count(UpdateReason reason);

    /// <summary>The prediction for a row, given all rows seen before. Pure: it never changes what the next prediction will be.</summary>
    /// <param name="input">The row; <see cref="InputSize"/> elements.</param>
    /// <param name="prediction">Receives <see cref="OutputSize"/> elements; NaN where the input cannot be used.</param>
    void Predict(ReadOnlySpan<T> input, Span<T> prediction);

    /// <summary>Advances the state by a row whose target is not known.</summary>
    /// <param name="input">The row.</param>
    UpdateResult Observe(ReadOnlySpan<T> input);

    /// <summary>Test, then train: gives the prediction made before the update, advances the state and learns.</summary>
    /// <param name="input">The row.</param>
    /// <param name="target">Its target; an element that is not known is NaN.</param>
    /// <param name="prediction">Receives what <see cref="Predict"/> would have given.</param>
    UpdateResult Learn(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction);

    /// <summary>Forgets the recent past (recurrent state and traces together) and keeps what was learnt: for a declared gap or a new sequence.</summary>
    void Reset();

    /// <summary>An independent learner with the same memory.</summary>
    IOnlineLearner<T> Clone();
}
