namespace AdaptiveML.Learners.Baselines;

/// <summary>What a linear baseline sees besides the input itself and a constant.</summary>
[Flags]
public enum RegressionFeatures
{
    /// <summary>Nothing more.</summary>
    Linear = 0,

    /// <summary>The square of every input.</summary>
    Squares = 1,

    /// <summary>Every input's difference to the row before.</summary>
    Differences = 2,

    /// <summary>The targets known last.</summary>
    LastTarget = 4,
}
