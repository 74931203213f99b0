using System.Globalization;

namespace MachineFleet;

/// <summary>
/// A fleet whose sensors were recorded and whose meters are made up. Every machine has three sensors, which read hours of a gas turbine from an hour of its own
/// on, and a reference meter that is read a row late:
/// <code>
/// reading_t = b + Σ_j c_j s_{t,j} + 0.1 ε      b, c_j drawn once a machine, ε from N(0, 1)
/// </code>
/// What the readings of one machine say of the calibration (b, c) says nothing of another's.
/// </summary>
internal static class Machines
{
    public const int Sensors = 3;
    private const double Noise = 0.1;

    /// <summary>Machines one after the other, each with so many of the hours.</summary>
    public static MachineRow[] Run(double[][] hours, int seed, int machines, int rows)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, machines).SelectMany(machine => Run(
                random, string.Create(CultureInfo.InvariantCulture, $"{seed}-{machine}"), hours.AsSpan(random.Next(hours.Length - rows), rows).ToArray())),
        ];
    }

    private static MachineRow[] Run(Random random, string machine, double[][] hours)
    {
        double offset = Normal(random);
        double[] gains = [.. Enumerable.Range(0, Sensors).Select(_ => Normal(random))];
        var run = new MachineRow[hours.Length];
        for (int row = 0; row < run.Length; row++)
        {
            run[row] = new()
            {
                Machine = machine,
                Seen = row,
                Last = row == 0 ? 0 : run[row - 1].Reading,
                Sensors = [.. hours[row].Select(value => (float)value)],
                Reading = (float)(offset + hours[row].Zip(gains, (value, gain) => value * gain).Sum() + (Noise * Normal(random))),
            };
        }

        return run;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
