namespace AdaptiveML.Online;

/// <summary>What became of an update.</summary>
public enum UpdateVerdict
{
    /// <summary>The parameters were changed.</summary>
    Applied,

    /// <summary>
    /// There was nothing to learn from this row, or not yet; its input has advanced the state unless the mode is <see cref="UpdateMode.Frozen"/>.
    /// </summary>
    Skipped,

    /// <summary>The row, or the update it asked for, was refused; the parameters are as before.</summary>
    Rejected,

    /// <summary>The learner had diverged; parameters and state were set back to the copy kept last.</summary>
    RolledBack,
}
