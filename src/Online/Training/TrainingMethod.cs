namespace AdaptiveML.Online;

/// <summary>What a pass over recorded rows does.</summary>
public enum TrainingMethod
{
    /// <summary>The learner's own online rule, row by row.</summary>
    OnlinePasses,

    /// <summary>
    /// A step a window of rows, along the mean of their gradients through all of the window's time, by the learner's own optimiser; for machines that can go
    /// backwards through time.
    /// </summary>
    BackpropagationThroughTime,
}
