namespace AdaptiveML.Online;

/// <summary>Why an update came to its verdict.</summary>
public enum UpdateReason
{
    /// <summary>Nothing stood against it.</summary>
    None,

    /// <summary>The mode is <see cref="UpdateMode.Frozen"/>.</summary>
    Frozen,

    /// <summary>The mode is <see cref="UpdateMode.StateOnly"/>.</summary>
    StateOnly,

    /// <summary>No target is known (NaN).</summary>
    MissingTarget,

    /// <summary>The gradient was gathered; it is applied with those of the rows to come.</summary>
    Gathering,

    /// <summary>An input is NaN or infinite. The row did not reach the state.</summary>
    NonFiniteInput,

    /// <summary>An input's magnitude is above the limit that arithmetic can bear. The row did not reach the state.</summary>
    InputOutOfRange,

    /// <summary>
    /// A target is infinite, or so much larger than all before it (<c>LruRegressor</c>: ten thousand million times their range) that arithmetic could not bear
    /// both. The row's input has advanced the state.
    /// </summary>
    NonFiniteTarget,

    /// <summary>The prediction or its loss is not finite. The row did not reach the state.</summary>
    NonFiniteLoss,

    /// <summary>The gradient is not finite. The row's input has advanced the state.</summary>
    NonFiniteGradient,

    /// <summary>An input was not finite; what was expected of it took its place. The row is learnt from where nothing else stands against it.</summary>
    ImputedInput,

    /// <summary>An input was far outside its running scale; it was cut back and advanced the state.</summary>
    Spike,

    /// <summary>A spike has passed a short while ago and is still in the state.</summary>
    Quarantine,

    /// <summary>Updates were refused for reasons of arithmetic too many times in a row.</summary>
    Diverged,

    /// <summary>The row belongs to a sequence that nobody knows.</summary>
    UnknownSequence,

    /// <summary>The row's weight is 0. Its input has advanced the state.</summary>
    ZeroWeight,

    /// <summary>The row's weight is negative, NaN or infinite. Its input has advanced the state.</summary>
    InvalidWeight,

    /// <summary>
    /// The target is further from the one before, and from the prediction, than has ever been usual. It will be believed if the next one confirms it. The row's
    /// input has advanced the state.
    /// </summary>
    ImplausibleTarget,

    /// <summary>The state was not finite any more, or far worse than a fresh one; its sequence has begun anew.</summary>
    StateReset,

    /// <summary>The target is a class that the learner does not know. The row's input has advanced the state.</summary>
    UnknownLabel,

    /// <summary>
    /// The row is for a part of the learner that never changes: a fixed base, one that holds only what scoring needs, or one without parameters. The row's
    /// input has advanced the state.
    /// </summary>
    NothingToLearn,

    /// <summary>
    /// The target has been exactly the same for longer than is usual: its meter is stuck, or the plant stands still. The row has advanced the state, and
    /// weights and bounds follow it; what was learnt of the inputs stays as it is.
    /// </summary>
    StuckTarget,

    /// <summary>The label would open a class beyond the most that the model may learn. The row's input has advanced the state.</summary>
    ClassLimit,
}
