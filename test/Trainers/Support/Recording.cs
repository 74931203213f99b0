namespace AdaptiveML.Trainers.Tests.Support;

/// <summary>Recordings of a plant whose emission depends on what drove it in the past.</summary>
internal static class Recording
{
    public static Reading[] History { get; } = Run(seed: 1, count: 400);

    public static Reading[] Future { get; } = Run(seed: 2, count: 100);

    private static Reading[] Run(int seed, int count)
    {
        var random = new Random(seed);
        float lagged = 0;
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var row = new Reading { Load = (float)Math.Sin(i * 0.2) + random.NextSingle(), Temperature = random.NextSingle() };
            lagged = (0.8f * lagged) + row.Load;
            row.Emission = 20 + (3 * lagged) - row.Temperature;
            return row;
        })];
    }
}
