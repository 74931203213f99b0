using AdaptiveML.Trainers.Tests.Support;

namespace AdaptiveML.Trainers.Tests.Chains;

/// <summary>A plant whose law is linear, and may change.</summary>
internal static class ChangingPlant
{
    public static Reading[] Rows(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var row = new Reading { Load = (random.NextSingle() * 4) - 2, Temperature = random.NextSingle() };
            row.Emission = 20 + (3 * row.Load) - row.Temperature + ((random.NextSingle() - 0.5f) * 0.5f);
            return row;
        })];
    }

    /// <summary>The same rows under another law.</summary>
    public static Reading Changed(Reading row) =>
        new() { Load = row.Load, Temperature = row.Temperature, Emission = row.Emission - (7 * row.Load) + (4 * row.Temperature) };
}
