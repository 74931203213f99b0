namespace EmissionMonitor;

/// <summary>Settings of a <see cref="TreeMonitor"/>.</summary>
internal sealed record TreeOptions
{
    /// <summary>Whether the trees learn the change to the last label instead of the label itself.</summary>
    public bool LearnsChange { get; init; }

    /// <summary>Leaves of a tree.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>Number of trees.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>Share of each tree's answer that is added.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Hours between two fits, or null for one fit only.</summary>
    public int? RefitEvery { get; init; }

    /// <summary>The last hours that a fit uses, or null for all hours so far.</summary>
    public int? Window { get; init; }

    /// <summary>Threads of a fit. With one, processor time and elapsed time are the same.</summary>
    public int Threads { get; init; } = 1;
}
