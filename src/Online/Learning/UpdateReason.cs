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

    /// <summary>A target is infinite. The row's input has advanced the state.</summary>
    NonFiniteTarget,

    /// <summary>The prediction or its loss is not finite. The row did not reach the state.</summary>
    NonFiniteLoss,

    /// <summary>The gradient is not finite. The row's input has advanced the state.</summary>
    NonFiniteGradient,

    /// <summary>Updates were refused for reasons of arithmetic too many times in a row.</summary>
    Diverged,
}
