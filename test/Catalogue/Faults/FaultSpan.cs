namespace AdaptiveML.PlantYear;

/// <summary>Where in a recording a fault lies.</summary>
public enum FaultSpan
{
    /// <summary>It begins in use and ends.</summary>
    Passing,

    /// <summary>It begins in use and stays.</summary>
    Staying,

    /// <summary>The first four fifths of the fit.</summary>
    StartOfFit,

    /// <summary>The fit.</summary>
    Fit,

    /// <summary>All rows behind the fit.</summary>
    Use,

    /// <summary>All rows.</summary>
    Everywhere,
}
