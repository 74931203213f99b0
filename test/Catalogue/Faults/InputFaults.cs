namespace AdaptiveML.PlantYear;

/// <summary>What sensors do.</summary>
internal static class InputFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Missing(0.02),
        Missing(0.10),
        Missing(0.25),
        Sensor("input dead from the first row", FaultSpan.Everywhere, (_, _, _) => float.NaN) with { TakesInformation = true },
        Sensor("input dead in the fit", FaultSpan.StartOfFit, (_, _, _) => float.NaN),
        Sensor("input dead in use", FaultSpan.Staying, (_, _, _) => float.NaN) with { TakesInformation = true },
        Sensor("all inputs but one dead in use", FaultSpan.Staying, (rows, place, t) => Others(rows.Inputs[t], place)) with { TakesInformation = true },
        Stuck(10),
        Stuck(300),
        Stuck(3000),
        Sensor("input unit x1000 for 300 rows", FaultSpan.Passing, (rows, place, t) => 1000 * rows.Inputs[t][place.Input]).Lasting(300),
        Sensor("input unit x1000 for ever", FaultSpan.Staying, (rows, place, t) => 1000 * rows.Inputs[t][place.Input]),
        Shift("input level 3 for ever", FaultSpan.Staying, 3),
        Shift("input level 30 for ever", FaultSpan.Staying, 30),
        Shift("input level 30 for a season", FaultSpan.Passing, 30) with { Length = cadence => cadence.Season },
        Sensor("input spikes", FaultSpan.Staying, Spike) with { TakesInformation = true },
        Sensor("one bad input in the fit", FaultSpan.Fit, (rows, place, t) => t == place.To / 2 ? 1e5f : rows.Inputs[t][place.Input]).FromFit(50),
        new("inputs stand still", FaultSpan.Passing, StandStill) { Length = Long, CanHappen = HasInputs },
        new("inputs stand still at the start", FaultSpan.StartOfFit, StandStill) { CanHappen = (stream, _, fit) => stream.Inputs > 0 && fit >= 50 },
        new("a new category", FaultSpan.Staying, NewCategory) { CanHappen = (stream, _, _) => stream.HasCategories },
    ];

    /// <summary>1,000 rows, or as many as the cadence bears.</summary>
    internal static int Long(Cadence cadence) => Math.Min(1000, cadence.LongestFault);

    /// <summary>All inputs of a group at its last values.</summary>
    internal static void StandStill(Recording rows, FaultPlace place) => place.Each(t => rows.Inputs[place.Before(rows, t)].CopyTo(rows.Inputs[t], 0));

    private static Fault Missing(double share) =>
        Sensor($"input missing {share:P0}", FaultSpan.Everywhere, (rows, place, t) => place.Dice.Uniform() < share ? float.NaN : rows.Inputs[t][place.Input])
            with { TakesInformation = true };

    private static Fault Stuck(int length) =>
        Sensor($"input stuck {length}", FaultSpan.Passing, (rows, place, t) => rows.Inputs[place.Before(rows, t)][place.Input]).Lasting(length);

    private static Fault Shift(string name, FaultSpan span, double deviations) => new(
        name,
        span,
        (rows, place) =>
        {
            double shift = deviations * rows.InputDeviation(place.Input);
            place.Each(t => rows.Inputs[t][place.Input] += (float)shift);
        }) { CanHappen = HasInputs };

    private static float Spike(Recording rows, FaultPlace place, int t) =>
        (t - place.From) % 97 == 10 ? 50 * (1 + (float)place.Dice.Uniform()) : rows.Inputs[t][place.Input];

    private static float Others(float[] row, FaultPlace place)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = i == place.Input ? row[i] : float.NaN;
        }

        return row[place.Input];
    }

    private static void NewCategory(Recording rows, FaultPlace place) => place.Each(t =>
    {
        float[] x = rows.Inputs[t];
        int category = Array.IndexOf(x, 1, 0, SensorStreams.Categories);
        const int Fresh = SensorStreams.Categories - 1;
        if ((t - place.From) / 20 % 4 == 0)
        {
            rows.Set(t, rows.Truth[t] + SensorStreams.OfCategory(Fresh) - SensorStreams.OfCategory(category));
            (x[category], x[Fresh]) = (0, 1);
        }
    });

    private static bool HasInputs(StreamKind stream, Cadence cadence, int fit) => stream.Inputs > 0;

    private static Fault Sensor(string name, FaultSpan span, Func<Recording, FaultPlace, int, float> reads) =>
        new(name, span, (rows, place) => place.Each(t => rows.Inputs[t][place.Input] = reads(rows, place, t))) { CanHappen = HasInputs };
}
