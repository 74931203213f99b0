namespace AdaptiveML.Online;

/// <summary>What is done with a row in which an input is NaN or infinite.</summary>
public enum MissingInput
{
    /// <summary>The input's last good value takes its place; the row advances the state, and nothing is learnt from it.</summary>
    LastGood,

    /// <summary>The row is refused: it does not reach the state, and its prediction is NaN.</summary>
    Refuse,
}
