namespace Consumer;

/// <summary>A generated plant: the emission follows the load with delay, and from <see cref="Ageing"/> on the load's sensor ages.</summary>
internal static class Plant
{
    private const int Count = 3000;
    private const int Ageing = 1800;

    private static readonly string[] Machines = ["mill", "kiln", "press"];
    private static readonly string[] Notes = ["all quiet", "all quiet today", "filter changed", "valve stuck, shift leader told"];

    public static Reading[] Rows { get; } = Run();

    /// <summary>Rows to fit a model to.</summary>
    public static Reading[] History => Rows[..1500];

    /// <summary>Rows before the ageing that no model has seen.</summary>
    public static Reading[] Test => Rows[1500..Ageing];

    /// <summary>Rows of the ageing plant up to a checkpoint.</summary>
    public static Reading[] BeforeCheckpoint => Rows[Ageing..2400];

    /// <summary>Rows of the ageing plant after it.</summary>
    public static Reading[] AfterCheckpoint => Rows[2400..];

    private static Reading[] Run()
    {
        var random = new Random(7);
        float delayed = 0;
        return [.. Enumerable.Range(0, Count).Select(row =>
        {
            int machine = random.Next(Machines.Length), note = random.Next(Notes.Length);
            float load = MathF.Sin(row * 0.05f) + random.NextSingle(), temperature = random.NextSingle(), noise = random.NextSingle() - 0.5f;
            delayed = (0.8f * delayed) + load;
            float age = Math.Max(0, row - Ageing) / (float)(Count - Ageing);
            return new Reading
            {
                Machine = Machines[machine],
                Note = Notes[note],
                Load = load * (1 - (0.5f * age)),
                Temperature = random.Next(20) == 0 ? float.NaN : temperature,
                Pressure = delayed + random.NextSingle(),
                Emission = 40 + (3 * delayed) - (2 * temperature) + (2 * machine) + (note == 3 ? 4 : 0) + (10 * age) + noise,
            };
        })];
    }
}
