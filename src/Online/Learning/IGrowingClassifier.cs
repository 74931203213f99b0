namespace AdaptiveML.Online;

/// <summary>A classifier that can take on further classes.</summary>
internal interface IGrowingClassifier<T> : IClassifier
    where T : unmanaged
{
    /// <summary>
    /// Whether a row of a class that the learner does not know could be learnt as the first of a further one: it learns, and the row has finite inputs, a
    /// sequence and a weight above zero.
    /// </summary>
    bool CanOpen(in RowContext row, ReadOnlySpan<T> input);

    /// <summary>
    /// A learner that knows one class more, the last, and has learnt what this one has. It may take this one's memory over: this one must not be used any more.
    /// </summary>
    IOnlineLearner<T> WithFurtherClass();
}
