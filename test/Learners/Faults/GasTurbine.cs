using System.Globalization;

namespace AdaptiveML.Learners.Tests;

/// <summary>The gas-turbine years 2011 and 2012: nine sensors, then CO and NOX. Source and licence: samples/EmissionMonitor/data/SOURCE.md.</summary>
internal static class GasTurbine
{
    public const int Sensors = 9;

    public const int Nox = 10;

    public static float[][] Year(int year) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", $"gt_{year}.csv")).Skip(1)
            .Select(line => line.Split(',').Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ToArray()),
    ];
}
