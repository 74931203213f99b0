using System.Globalization;

namespace MachineFleet;

/// <summary>
/// A fleet that is made up. Every machine has three sensors and a reference meter that is read a row late. The sensors wander, each by itself:
/// <code>
/// s_t = 0.8 s_{t−1} + 0.6 ε      reading_t = b + Σ_j c_j s_{t,j} + 0.1 ε      b, c_j drawn once a machine, ε all from N(0, 1)
/// </code>
/// What the readings of one machine say of the calibration (b, c) says nothing of another's.
/// </summary>
internal static class Machines
{
    public const int Sensors = 3;
    private const double Memory = 0.8, Noise = 0.1;

    /// <summary>Machines one after the other, each with so many rows.</summary>
    public static MachineRow[] Run(int seed, int machines, int rows)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, machines).SelectMany(machine => Run(random, string.Create(CultureInfo.InvariantCulture, $"{seed}-{machine}"), rows))];
    }

    private static MachineRow[] Run(Random random, string machine, int rows)
    {
        double offset = Normal(random);
        double[] gains = [.. Enumerable.Range(0, Sensors).Select(_ => Normal(random))];
        double[] sensors = [.. Enumerable.Range(0, Sensors).Select(_ => Normal(random))];
        var run = new MachineRow[rows];
        for (int row = 0; row < rows; row++)
        {
            double reading = offset + (Noise * Normal(random));
            for (int j = 0; j < Sensors; j++)
            {
                sensors[j] = (Memory * sensors[j]) + (Math.Sqrt(1 - (Memory * Memory)) * Normal(random));
                reading += gains[j] * sensors[j];
            }

            run[row] = new()
            {
                Machine = machine,
                Seen = row,
                Last = row == 0 ? 0 : run[row - 1].Reading,
                Sensors = [.. sensors.Select(value => (float)value)],
                Reading = (float)reading,
            };
        }

        return run;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
