namespace AdaptiveML.PlantYear;

/// <summary>What becomes of the plant itself, or of its records as a whole.</summary>
internal static class PlantFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Level("level 3 for ever", FaultSpan.Staying, 3),
        Level("level 30 for ever", FaultSpan.Staying, 30),
        Level("level 100 for ever", FaultSpan.Staying, 100),
        Level("level 30 for a season", FaultSpan.Passing, 30) with { Length = cadence => cadence.Season },
        Level("level 3 for a season", FaultSpan.Passing, 3) with { Length = cadence => cadence.Season },
        new("plant stands still", FaultSpan.Passing, StandStill) { Length = InputFaults.Long },
        new("plant stands still at the start", FaultSpan.StartOfFit, StandStill) { CanHappen = (_, _, fit) => fit >= 50 },
        new("zeros at night", FaultSpan.Everywhere, Nights) { TakesInformation = true, CanHappen = (_, cadence, _) => cadence.Season > 12 },
        new("outage", FaultSpan.Passing, Outage) { Length = cadence => Math.Min(500, cadence.LongestFault) },
        new("outage of a third of the fit", FaultSpan.Fit, (rows, place) => Outage(rows, place with { From = place.Fit / 3, To = place.Fit * 2 / 3 }))
        {
            CanHappen = (_, _, fit) => fit >= 50,
        },
        new("unsorted rows of the fit", FaultSpan.Fit, Shuffle) { CanHappen = (stream, _, fit) => fit >= 50 && stream.Inputs > 0 },
        new("a new group", FaultSpan.Staying, (rows, place) => NewGroup(rows, place, 1)) { TakesInformation = true, CanHappen = HasGroups },
        new("a new group ten times the size", FaultSpan.Staying, (rows, place) => NewGroup(rows, place, 10)) { TakesInformation = true, CanHappen = HasGroups },
        new("one group more than the cap", FaultSpan.Everywhere, (rows, place) => place.Stream.MakeBeyondCap!(rows, place.Cadence, Dice.OfStream(place.Seed)))
        {
            CanHappen = (stream, _, _) => stream.MakeBeyondCap is not null,
        },
    ];

    private static Fault Level(string name, FaultSpan span, double deviations) =>
        new(name, span, (rows, place) => place.Each(t => rows.Set(t, rows.Truth[t] + (deviations * place.Deviation))));

    private static void StandStill(Recording rows, FaultPlace place)
    {
        InputFaults.StandStill(rows, place);
        place.Each(t => rows.Set(t, rows.Truth[place.Before(rows, t)]));
    }

    private static void Nights(Recording rows, FaultPlace place) => place.Each(t =>
    {
        if (t % place.Cadence.Season < place.Cadence.Season / 2)
        {
            rows.Set(t, 0);
        }
    });

    private static void Outage(Recording rows, FaultPlace place) => place.Each(t =>
    {
        rows.Inputs[t].AsSpan().Fill(float.NaN);
        rows.Labels[t] = float.NaN;
    });

    private static void Shuffle(Recording rows, FaultPlace place)
    {
        int[] order = [.. Enumerable.Range(0, place.Fit)];
        place.Dice.Shuffle(order);
        var inputs = rows.Inputs[..place.Fit];
        double[] truth = rows.Truth[..place.Fit];
        int[] groups = rows.Groups[..place.Fit];
        for (int t = 0; t < place.Fit; t++)
        {
            rows.Inputs[t] = inputs[order[t]];
            rows.Groups[t] = groups[order[t]];
            rows.Set(t, truth[order[t]]);
        }
    }

    /// <summary>The first group's rows are of one that nobody has seen, five deviations above it.</summary>
    private static void NewGroup(Recording rows, FaultPlace place, double size) => place.Each(t =>
    {
        if (rows.Groups[t] == 0)
        {
            double signal = rows.Truth[t] - SensorStreams.OfGroup(0).Level;
            rows.Groups[t] = 1000;
            rows.Set(t, size * (signal + (5 * place.Deviation)));
            rows.Unit[t] = size;
        }
    });

    private static bool HasGroups(StreamKind stream, Cadence cadence, int fit) => stream.HasGroups;
}
