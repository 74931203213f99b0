using Microsoft.ML.Data;

namespace LoadForecast;

/// <summary>An hour of the station: its loads and the temperature of its oil.</summary>
public sealed class Hour
{
    [LoadColumn(1)] public float HUFL { get; set; }

    [LoadColumn(2)] public float HULL { get; set; }

    [LoadColumn(3)] public float MUFL { get; set; }

    [LoadColumn(4)] public float MULL { get; set; }

    [LoadColumn(5)] public float LUFL { get; set; }

    [LoadColumn(6)] public float LULL { get; set; }

    [LoadColumn(7)] public float OT { get; set; }

    /// <summary>All of them, in column order.</summary>
    public float[] Values() => [HUFL, HULL, MUFL, MULL, LUFL, LULL, OT];
}
