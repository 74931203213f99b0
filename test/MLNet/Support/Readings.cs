namespace AdaptiveML.MLNet.Tests.Support;

internal static class Readings
{
    public static Reading[] Take(int count) => [.. Enumerable.Range(0, count).Select(i => new Reading
    {
        Index = i,
        Label = i % 11,
        Name = "n" + i % 4,
        Features = [i % 7, i % 5 - 2, 1],
    })];
}
