namespace AdaptiveML.Online;

/// <summary>Why a prediction is to be looked at before it is trusted. The first that holds is given.</summary>
public enum AlarmReason
{
    /// <summary>Nothing is wrong that a learner can see.</summary>
    None,

    /// <summary>An input is missing; what was expected of it took its place, or the row was refused.</summary>
    MissingInput,

    /// <summary>An input is far outside its running scale, or larger than arithmetic can bear.</summary>
    Spike,

    /// <summary>The prediction lies outside all targets seen by more than a quarter of their range.</summary>
    OutOfRange,

    /// <summary>Errors of the last rows are more than three times what they have been for long.</summary>
    ErrorsGrown,

    /// <summary>For some hundred rows the last value has predicted better.</summary>
    WorseThanLastValue,

    /// <summary>An input has been exactly the same for longer than is usual: its sensor is stuck, or the plant stands still.</summary>
    StuckInput,

    /// <summary>An input has moved that never had, such as a category that nobody has seen.</summary>
    NewInput,

    /// <summary>The target has been exactly the same for longer than is usual.</summary>
    StuckTarget,

    /// <summary>Most of the last few targets were outside their bounds.</summary>
    OutOfBounds,
}
