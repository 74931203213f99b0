using AdaptiveML.Kernels;

namespace AdaptiveML.Benchmarks.Comodulation;

/// <summary>
/// Few rows of labels whose laws are known, to choose by: 24 inputs that mix eight causes, and labels that ask about the causes (linear), do so with much
/// chance (noisy), or about what the same hidden units make of them (hidden).
/// </summary>
internal static class GeneratedTasks
{
    public const int Tasks = 8, Primary = 4;

    private const int Inputs = 24, Causes = 8, Units = 16;

    /// <summary>Draws rows, and what each label asks.</summary>
    /// <param name="kind">linear, noisy or hidden.</param>
    /// <param name="seed">Of the questions and the rows.</param>
    /// <param name="rows">Number of rows.</param>
    public static TaskSet.Row[] Draw(string kind, ulong seed, int rows)
    {
        ulong[] random = new ulong[Xoshiro256.StateLength];
        Xoshiro256.Seed(random, seed + 100);
        bool isHidden = kind == "hidden";
        double noise = kind == "noisy" ? 2 : 0.3;
        double[] mixing = Normals(Inputs * Causes), units = Normals(Units * Causes), asked = Normals(Tasks * (isHidden ? Units : Causes));
        double[] thresholds = Normals(Tasks);
        return [.. Enumerable.Range(0, rows).Select(_ =>
        {
            double[] causes = Normals(Causes);
            double[] told = isHidden ? [.. Product(units, causes).Select(value => value > 0 ? value - 1 : -1)] : causes;
            double scale = Math.Sqrt(told.Length);
            return new TaskSet.Row(
                [.. Product(mixing, causes).Select(value => (float)(value + (0.5 * Normal())))],
                [.. Product(asked, told).Select((value, task) => (value / scale) + (noise * Normal()) > 0.7 * thresholds[task])]);
        })];

        double Normal() => new Xoshiro256(random).NextNormal();

        double[] Normals(int count) => [.. Enumerable.Range(0, count).Select(_ => Normal())];
    }

    private static IEnumerable<double> Product(double[] matrix, double[] vector) =>
        matrix.Chunk(vector.Length).Select(row => row.Zip(vector, (a, b) => a * b).Sum());
}
