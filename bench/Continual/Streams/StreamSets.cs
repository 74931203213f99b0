using System.Globalization;
using AdaptiveML.Kernels;

namespace AdaptiveML.Benchmarks.Continual;

/// <summary>Streams whose law changes: recorded ones in their own order, and generated ones.</summary>
internal static class StreamSets
{
    private const int Inputs = 8, Classes = 3, Rows = 15_000;

    /// <summary>The rows of a set.</summary>
    /// <param name="set">elec2, outdoor, abrupt, gradual, recurring or constant.</param>
    /// <param name="folder">Where the files of a recorded one lie.</param>
    /// <param name="seed">Seed of a generated one.</param>
    public static List<StreamRow> Read(string set, string folder, ulong seed) => set switch
    {
        "elec2" => Recorded(folder, "elec2_data.dat", "elec2_label.dat"),
        "outdoor" => Recorded(folder, "outdoorStream.data", "outdoorStream.labels"),
        _ => Generated(set, seed),
    };

    private static List<StreamRow> Recorded(string folder, string features, string labels) =>
    [
        .. File.ReadLines(Path.Combine(folder, features)).Zip(File.ReadLines(Path.Combine(folder, labels))).Select(line => new StreamRow(
            [.. line.First.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(cell => float.Parse(cell, CultureInfo.InvariantCulture))],
            int.Parse(line.Second, CultureInfo.InvariantCulture))),
    ];

    /// <summary>Normal inputs; the class is that of the highest of three random scores, linear and in products, one row in twenty of a random class.</summary>
    private static List<StreamRow> Generated(string set, ulong seed)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        double[][] laws = [Law(random), Law(random), Law(random)];
        List<StreamRow> rows = [];
        for (int t = 0; t < Rows; t++)
        {
            double[] law = laws[set switch
            {
                "abrupt" => t / (Rows / 3),
                "recurring" => t / 2500 % 2,
                "gradual" => random.NextUniform() < (t - (Rows / 3.0)) / (Rows / 3.0) ? 1 : 0,
                _ => 0,
            }];
            float[] input = new float[Inputs];
            foreach (ref float value in input.AsSpan())
            {
                value = (float)random.NextNormal();
            }

            rows.Add(new(input, random.NextUniform() < 0.05 ? (int)(Classes * random.NextUniform()) : Class(law, input)));
        }

        return rows;
    }

    private static double[] Law(Xoshiro256 random)
    {
        double[] law = new double[Classes * 2 * Inputs];
        foreach (ref double weight in law.AsSpan())
        {
            weight = random.NextNormal();
        }

        return law;
    }

    private static int Class(double[] law, float[] input)
    {
        double[] scores = new double[Classes];
        for (int c = 0; c < Classes; c++)
        {
            for (int i = 0; i < Inputs; i++)
            {
                int at = ((c * Inputs) + i) * 2;
                scores[c] += (law[at] * input[i]) + (law[at + 1] * input[i] * input[(i + 1) % Inputs]);
            }
        }

        return Array.IndexOf(scores, scores.Max());
    }
}
