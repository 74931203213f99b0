namespace AdaptiveML.PlantYear;

/// <summary>One case of the catalogue.</summary>
/// <param name="Machine">Who is judged.</param>
/// <param name="Stream">On what.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Cadence">How often there is a row.</param>
/// <param name="Fit">Rows of the fit.</param>
/// <param name="Horizon">Rows to forecast.</param>
public sealed record Cell(IMachine Machine, StreamKind Stream, Fault Fault, Cadence Cadence, int Fit, int Horizon)
{
    private const int LongFleet = 6000;

    /// <summary>Which stream of its kind, and which blows of its fault; 0 for those of the reported figures.</summary>
    public ulong Seed { get; init; }

    /// <summary>What tells the cell apart.</summary>
    public string Name => $"{Machine.Name}: {Stream.Name} / {Fault.Name} / {Cadence.Name}, fit {Fit}{(Horizon > 1 ? $", {Horizon} ahead" : "")}";

    /// <summary>Whether the machine is told the season's length.</summary>
    public bool KnowsSeason => Stream.HasPeriod;

    /// <summary>
    /// Whether somebody who looks at the rows alone could see the fault: of a series that is turned upside down nobody can, for it is a series as good as any.
    /// </summary>
    public bool CanBeSeen => Machine is RegressorMachine || Fault.Name != "label wrong in its range";

    /// <summary>Rows of the recording.</summary>
    public int Rows => Fit + (Stream.MakeBeyondCap is not null ? LongFleet : Cadence.Lead + Fault.Length(Cadence) + Cadence.Tail);

    /// <summary>What cells that differ by the fault alone have in common: they have one run without it.</summary>
    public (IMachine Machine, StreamKind Stream, Cadence Cadence, int Fit, int Horizon, ulong Seed) Twins => (Machine, Stream, Cadence, Fit, Horizon, Seed);

    /// <summary>The rows without the fault, or as many as asked for.</summary>
    public Recording Sound(int rows)
    {
        var recording = new Recording(rows, Stream.Inputs);
        Stream.Make(recording, Cadence, Dice.OfStream(Seed));
        return recording;
    }

    /// <summary>The rows with the fault.</summary>
    public Recording Faulty()
    {
        var recording = Sound(Rows);
        Fault.Apply(recording, Place(recording));
        return recording;
    }

    /// <summary>Where the fault lies.</summary>
    public FaultPlace Place(Recording rows) => FaultPlace.Of(Fault, Stream, Cadence, Fit, Seed, rows);
}
