using System.Globalization;

namespace AdaptiveML.Benchmarks.Sensing;

/// <summary>
/// Trips of one car at one row a second, with a virtual CO₂ sensor: the target is computed from engine speed, manifold pressure, intake temperature and fuel
/// trims (speed-density), and the manifold pressure, which would give it away, is left out of the inputs.
/// </summary>
internal static class CarTrips
{
    private const double Litres = 1.496, VolumetricEfficiency = 0.85, GasConstant = 8.314, AirMolarMass = 28.97, AirToFuel = 14.7, CarbonDioxidePerFuel = 3.17;

    private static readonly string[] Inputs =
    [
        "ENGINE_RPM", "VEHICLE_SPEED", "THROTTLE", "PEDAL_D", "COMMANDED_THROTTLE_ACTUATOR", "TIMING_ADVANCE", "COOLANT_TEMPERATURE", "INTAKE_AIR_TEMP",
        "SHORT_TERM_FUEL_TRIM_BANK_1", "LONG_TERM_FUEL_TRIM_BANK_1", "COMMANDED_EVAPORATIVE_PURGE",
    ];

    /// <summary>Number of inputs.</summary>
    public static int InputSize => Inputs.Length;

    /// <summary>Reads a trip: inputs, then grams of CO₂ a second. Rows with a gap are left out.</summary>
    public static IEnumerable<(float[] Input, float Emission)> Read(string folder, int trip)
    {
        string[] lines = File.ReadAllLines(Path.Combine(folder, $"drive{trip}.csv"));
        string[] names = lines[0].Split(',', StringSplitOptions.TrimEntries);
        int[] columns = [.. Inputs.Select(Column)];
        int pressure = Column("INTAKE_MANIFOLD_PRESSURE");
        foreach (string line in lines.Skip(1))
        {
            double[] values = [.. line.Split(',').Select(text => double.TryParse(text, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
            if (values.Length < names.Length || !double.IsFinite(columns.Append(pressure).Sum(column => values[column])))
            {
                continue;
            }

            double volume = values[columns[0]] / 120 * Litres * VolumetricEfficiency;
            double air = volume * values[pressure] / (GasConstant * (values[columns[7]] + 273.15)) * AirMolarMass;
            double fuel = air / AirToFuel * (1 + ((values[columns[8]] + values[columns[9]]) / 100));
            yield return ([.. columns.Select(column => (float)values[column])], (float)(CarbonDioxidePerFuel * fuel));
        }

        int Column(string name) => Array.FindIndex(names, column => column.StartsWith(name + " ", StringComparison.Ordinal));
    }
}
