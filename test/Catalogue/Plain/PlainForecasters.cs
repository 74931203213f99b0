namespace AdaptiveML.PlantYear;

/// <summary>The plain methods that the forecaster stands against: what a series will be so many rows ahead, of its known past.</summary>
internal static class PlainForecasters
{
    public static IReadOnlyList<(string Name, Func<KnownPast, Cadence, int, double> Forecast)> All { get; } =
    [
        (PlainNames.LastValue, (past, _, _) => past.Last),
        (PlainNames.SeasonAgo, SeasonAgo),
        ("drift", (past, _, ahead) => past.Count > 1 ? past.Last + (ahead * (past.Last - past.First) / (past.Count - 1)) : double.NaN),
    ];

    private static double SeasonAgo(KnownPast past, Cadence cadence, int ahead) =>
        past.At(past.Count - 1 + ahead - ((ahead + cadence.Season - 1) / cadence.Season * cadence.Season));
}
