namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Whether the adapters are merged into the layer for scoring. Gates depend on the input, so that a merged layer scores a little differently.
/// </summary>
internal enum MergePolicy
{
    /// <summary>They are not: every row has its own gates.</summary>
    None,

    /// <summary>The gates are the mean over the rows of the last task.</summary>
    TaskMeanGate,

    /// <summary>As <see cref="TaskMeanGate"/>; where the task is said, its own mean.</summary>
    PerTask,
}
