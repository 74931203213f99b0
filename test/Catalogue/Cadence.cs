namespace AdaptiveML.PlantYear;

/// <summary>How often a plant writes a row, and what follows from it.</summary>
/// <param name="Name">The time from row to row.</param>
/// <param name="Season">Rows of a season: a day of minutes or hours, a year of months.</param>
/// <param name="Autocorrelation">Correlation of an input with its value one row before.</param>
/// <param name="Lead">Rows in use before a fault begins.</param>
/// <param name="Tail">Rows in use behind its end.</param>
/// <param name="LongestFault">Rows beyond which a fault is not one of this cadence.</param>
public sealed record Cadence(string Name, int Season, double Autocorrelation, int Lead, int Tail, int LongestFault)
{
    /// <summary>1,440 rows a day.</summary>
    public static Cadence Minute { get; } = new("minute", 1440, 0.98, 600, 1000, 4000);

    /// <summary>24 rows a day.</summary>
    public static Cadence Hour { get; } = new("hour", 24, 0.9, 600, 1000, 4000);

    /// <summary>12 rows a year.</summary>
    public static Cadence Month { get; } = new("month", 12, 0.5, 120, 330, 40);
}
