namespace AdaptiveML.PlantYear;

/// <summary>A law that makes rows, one after the other: more rows of the same dice begin with the same rows.</summary>
/// <param name="Name">What kind of law.</param>
/// <param name="Inputs">Inputs of a row.</param>
/// <param name="Make">Makes so many rows.</param>
public sealed record StreamKind(string Name, int Inputs, Action<Recording, Cadence, Dice> Make)
{
    /// <summary>Whether the season's length is given to who asks for one.</summary>
    public bool HasPeriod { get; init; }

    /// <summary>Whether rows are of several groups.</summary>
    public bool HasGroups { get; init; }

    /// <summary>Whether an input is a category in one-hot form.</summary>
    public bool HasCategories { get; init; }

    /// <summary>
    /// Of a stream that has as many groups as a machine keeps, and is there for the sake of this one fault: makes rows of one group more. Else null.
    /// </summary>
    public Action<Recording, Cadence, Dice>? MakeBeyondCap { get; init; }
}
