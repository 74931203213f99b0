using System.Globalization;
using Microsoft.ML.Data;

namespace AdaptiveML.Benchmarks.Turbofans;

/// <summary>A flight of one engine of NASA's C-MAPSS fleet FD001: 3 settings and 21 sensors, and how many flights it had left.</summary>
internal sealed class TurbofanCycle
{
    /// <summary>Lives beyond this many flights are not told apart, as published results have it.</summary>
    public const float Cap = 125;

    private const int Values = 24;

    private static readonly int[] MeanFlights = [5, 15, 30];

    public required string Engine { get; init; }

    [VectorType(Values)]
    public required float[] Sensors { get; init; }

    /// <summary>Means of the last flights of the engine.</summary>
    [VectorType(3 * Values)]
    public float[] Means { get; set; } = [];

    /// <summary>Flights left.</summary>
    public float Left { get; set; }

    /// <summary>Flights left, at most <see cref="Cap"/>.</summary>
    public float Life { get; set; }

    public bool IsLast { get; set; }

    /// <summary>The engines that were run until they failed.</summary>
    public static TurbofanCycle[] ReadHistory(string folder) => WithLives(Read(Path.Combine(folder, "train_FD001.txt"), "train"), _ => 0);

    /// <summary>The engines that were stopped before, and what was left of their lives.</summary>
    public static TurbofanCycle[] ReadUnseen(string folder)
    {
        float[] left = [.. File.ReadLines(Path.Combine(folder, "RUL_FD001.txt")).Where(line => line.Trim().Length > 0).Select(Number)];
        return WithLives(Read(Path.Combine(folder, "test_FD001.txt"), "test"), engine => left[engine]);
    }

    private static TurbofanCycle[] Read(string path, string fleet) =>
    [
        .. File.ReadLines(path).Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length > 0)
            .Select(parts => new TurbofanCycle { Engine = $"{fleet} {parts[0]}", Sensors = [.. parts[2..].Select(Number)] }),
    ];

    private static TurbofanCycle[] WithLives(TurbofanCycle[] cycles, Func<int, float> left)
    {
        int engine = 0;
        foreach (var life in cycles.GroupBy(cycle => cycle.Engine))
        {
            var flights = life.ToArray();
            for (int i = 0; i < flights.Length; i++)
            {
                flights[i].Left = flights.Length - 1 - i + left(engine);
                flights[i].Life = Math.Min(Cap, flights[i].Left);
                var past = flights[..(i + 1)];
                flights[i].Means =
                    [.. MeanFlights.SelectMany(count =>
                        Enumerable.Range(0, Values).Select(value => past.TakeLast(count).Average(flight => flight.Sensors[value])))];
            }

            flights[^1].IsLast = true;
            engine++;
        }

        return cycles;
    }

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}
