namespace AdaptiveML.Learners.Comodulation;

/// <summary>What the rows held back, and the primary tasks, said of the methods.</summary>
internal sealed record AdaptationQuality
{
    /// <summary>Labelled rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The methods that were measured, in the order of <see cref="AdaptationMethod"/>.</summary>
    public required IReadOnlyList<MethodQuality> Methods { get; init; }

    /// <summary>Which method was kept, and why, in a sentence.</summary>
    public required string Reason { get; init; }
}
