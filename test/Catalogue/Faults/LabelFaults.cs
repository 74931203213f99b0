namespace AdaptiveML.PlantYear;

/// <summary>What the label's meter does, or who writes it down.</summary>
internal static class LabelFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Missing("label missing 10 %", FaultSpan.Everywhere, (place, _) => place.Dice.Uniform() < 0.10),
        Missing("labels every 2nd row", FaultSpan.Use, (_, t) => t % 2 != 0),
        Missing("labels every 2nd row, fit as well", FaultSpan.Everywhere, (_, t) => t % 2 != 0),
        Missing("labels every 24th row", FaultSpan.Use, (_, t) => t % 24 != 0),
        Missing("labels every 24th row, fit as well", FaultSpan.Everywhere, (_, t) => t % 24 != 0).FromFit(200),
        Missing("labels every 168th row", FaultSpan.Use, (_, t) => t % 168 != 0),
        Missing("labels in blocks", FaultSpan.Use, (_, t) => t % 200 >= 50),
        Meter("label stuck 10", (rows, place, t) => rows.Truth[place.Before(rows, t)]).Lasting(10),
        Meter("label stuck 300", (rows, place, t) => rows.Truth[place.Before(rows, t)]).Lasting(300),
        Meter("label stands still", (rows, place, t) => rows.Truth[place.Before(rows, t)]) with { Length = InputFaults.Long },
        Meter("label stands still at the start", (rows, _, _) => rows.Truth[0]) with
        {
            Span = FaultSpan.StartOfFit,
            CanHappen = (stream, _, fit) => fit >= 50 && !stream.HasGroups,
        },
        Meter("label stuck at 0", (_, _, _) => 0).Lasting(40),
        Meter("label wrong in its range", (rows, _, t) => (2 * Mean(rows)) - rows.Truth[t]).Lasting(30),
        Meter("label spikes", Spike) with { Span = FaultSpan.Staying },
        Meter("one bad label in the fit", (rows, place, t) => t == place.To / 2 ? 1e5 : rows.Truth[t]).FromFit(50) with { Span = FaultSpan.Fit },
        Meter("label unit x1000 for 300 rows", (rows, _, t) => 1000 * rows.Truth[t]).Lasting(300),
        new("label unit x1000 for ever", FaultSpan.Staying, (rows, place) => place.Each(t =>
        {
            rows.Set(t, 1000 * rows.Truth[t]);
            rows.Unit[t] = 1000;
        })),
    ];

    private static Fault Missing(string name, FaultSpan span, Func<FaultPlace, int, bool> isMissing) =>
        new(name, span, (rows, place) => place.Each(t => rows.Labels[t] = isMissing(place, t) ? float.NaN : rows.Labels[t])) { TakesInformation = true };

    private static Fault Meter(string name, Func<Recording, FaultPlace, int, double> reads) =>
        new(name, FaultSpan.Passing, (rows, place) => place.Each(t => rows.Labels[t] = (float)reads(rows, place, t)));

    private static double Spike(Recording rows, FaultPlace place, int t) =>
        rows.Truth[t] + ((t - place.From) % 97 == 10 ? 50 * place.Deviation * (1 + place.Dice.Uniform()) : 0);

    private static double Mean(Recording rows) => rows.Truth.Average();
}
