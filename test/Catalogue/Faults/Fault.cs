namespace AdaptiveML.PlantYear;

/// <summary>What goes wrong, and where.</summary>
/// <param name="Name">What goes wrong.</param>
/// <param name="Span">Where in the recording it lies.</param>
/// <param name="Apply">Does it to the rows of a place.</param>
public sealed record Fault(string Name, FaultSpan Span, Action<Recording, FaultPlace> Apply)
{
    /// <summary>Rows that it lasts, where it is <see cref="FaultSpan.Passing"/>.</summary>
    public Func<Cadence, int> Length { get; init; } = _ => 0;

    /// <summary>
    /// Whether it carries information away for good, or makes another plant of it: what is left is then measured by the best plain method as well.
    /// </summary>
    public bool TakesInformation { get; init; }

    /// <summary>Whether it can happen to a stream at a cadence behind a fit of so many rows.</summary>
    public Func<StreamKind, Cadence, int, bool> CanHappen { get; init; } = (_, _, _) => true;

    /// <summary>Nothing goes wrong.</summary>
    public static Fault None { get; } = new("none", FaultSpan.Staying, (_, _) => { });
}
