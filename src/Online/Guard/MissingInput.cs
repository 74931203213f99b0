namespace AdaptiveML.Online;

/// <summary>What is done with a row in which an input is NaN or infinite.</summary>
public enum MissingInput
{
    /// <summary>
    /// What its own past lets expect takes its place: its last good value at first, nearing its running mean. The row is learnt from, and the result says
    /// <see cref="UpdateReason.ImputedInput"/>.
    /// </summary>
    LastGood,

    /// <summary>The row is refused: it does not reach the state, and its prediction is NaN.</summary>
    Refuse,
}
