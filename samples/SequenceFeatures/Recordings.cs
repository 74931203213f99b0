namespace SequenceFeatures;

/// <summary>The recordings of the other samples.</summary>
internal static class Recordings
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>Hours of a transformer station: six loads and the temperature of the oil.</summary>
    public static Recording Station() => Recording.Read([Path.Combine(Folder, "ETTh1.csv")], 1);

    /// <summary>Hours of a gas turbine: nine process sensors and two gases, a stretch a year.</summary>
    public static Recording Turbine() => Recording.Read(Enumerable.Range(2011, 4).Select(year => Path.Combine(Folder, $"gt_{year}.csv")), 0);
}
