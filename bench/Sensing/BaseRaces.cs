using System.Globalization;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Sensing;

/// <summary>LightGBM in front of the LRU regressor: gas turbine and car.</summary>
internal static class BaseRaces
{
    private const int Month = 730, Sensors = 9;

    private static readonly int[] Years = [2011, 2012, 2013, 2014];
    private static readonly (string Name, int Column)[] Gases = [("CO", 9), ("NOX", 10)];

    /// <summary>Fitted to 2011 and 2012, online in 2013 and 2014.</summary>
    public static void RunTurbine(string folder)
    {
        foreach (var (gas, column) in Gases)
        {
            BaseRow[][] years =
                [.. Years.Select(year => Lines(folder, year).Select(row => new BaseRow { Sensors = row[..Sensors], Truth = row[column] }).ToArray())];
            Print(gas, [.. years.SelectMany(year => year)], years[0].Length + years[1].Length, Month);
        }
    }

    /// <summary>Fitted to trips 1 to 9, online in 10 to 12.</summary>
    public static void RunCar(string folder)
    {
        BaseRow[][] trips = [.. Enumerable.Range(1, 12).Select(trip => CarTrips.Read(folder, trip)
            .Select(row => new BaseRow { Sensors = row.Input, Truth = row.Emission, Sequence = SequenceKey.Of(trip) }).ToArray())];
        Print("CO₂", [.. trips.SelectMany(trip => trip)], trips[..9].Sum(trip => trip.Length), Month);
    }

    private static void Print(string name, BaseRow[] rows, int fitted, int every)
    {
        Console.WriteLine($"{name}: {fitted} rows to fit, {rows.Length - fitted} online");
        foreach (bool seesLastRow in (bool[])[false, true])
        {
            Console.WriteLine(seesLastRow ? "  trees see sensors, differences and last label, and learn its change" : "  trees see sensors");
            var race = new BaseRace(rows, fitted, every);
            foreach (var (contender, error) in race.Run(seesLastRow))
            {
                string time = contender.StartsWith("LightGBM", StringComparison.Ordinal) ? "" : $"{race.Microseconds,8:F0} µs a row";
                Console.WriteLine($"    {contender,-48}{error,8:F4}{time}");
            }
        }
    }

    private static IEnumerable<float[]> Lines(string folder, int year) => File.ReadLines(Path.Combine(folder, $"gt_{year}.csv")).Skip(1)
        .Select(line => line.Split(',').Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ToArray());
}
