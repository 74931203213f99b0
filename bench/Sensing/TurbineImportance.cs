using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Benchmarks.Sensing;

/// <summary>
/// The sensors of a gas turbine by what blocks of them are worth to the regressor, and by what a ridge makes of them: both fitted to 2011 and 2012, importance
/// taken on 2013.
/// </summary>
internal static class TurbineImportance
{
    private const double Penalty = 1e-3;
    private const int Permutations = 5;

    private static readonly string[] Names = ["AT", "AP", "AH", "AFDP", "GTEP", "TIT", "TAT", "TEY", "CDP"];

    public static void Run(string folder)
    {
        var years = TurbineRace.Read(folder, 2011, 2012, 2013);
        foreach (var (gas, column) in TurbineRace.Gases)
        {
            TurbineHour[] Rows(params int[] of) =>
                [.. of.SelectMany(year => years[year]).Select(row => new TurbineHour { Sensors = row[..Names.Length], Gas = row[column] })];
            TurbineHour[] fit = Rows(2011, 2012), later = Rows(2013);
            var context = new MLContext(1);
            var model = context.Regression.Trainers.OnlineLru("Gas", "Sensors").Fit(context.Data.LoadFromEnumerable(fit));
            var ridge = Ridge.Fit(fit, Penalty);
            Console.WriteLine($"{gas}, change of the mean absolute error of 2013 when a sensor is permuted; rank from 1");
            foreach (var (title, options) in Cases())
            {
                var importance = context.Model.BlockImportance(model, context.Data.LoadFromEnumerable(later), options);
                double[] ours = [.. Enumerable.Range(0, Names.Length).Select(slot => importance.Errors[$"Sensors[{slot}]"].Mean)];
                double[] theirs = ridge.Importance(later, importance.BlockLength, Permutations);
                Print(title, importance, ours, theirs);
            }
        }
    }

    private static IEnumerable<(string Title, BlockImportanceOptions Options)> Cases()
    {
        var all = new BlockImportanceOptions { PermutationCount = Permutations };
        yield return ("learns each row", all);
        yield return ("learns, labels a day late", all with { Evaluation = new() { LabelDelayRows = 24 } });
        yield return ("frozen", all with { Learns = false });
    }

    private static void Print(string title, BlockImportance importance, double[] ours, double[] theirs)
    {
        int[] first = Ranks(ours), second = Ranks(theirs);
        double squares = first.Zip(second).Sum(pair => Math.Pow(pair.First - pair.Second, 2));
        int n = first.Length, shared = Enumerable.Range(0, n).Count(slot => first[slot] <= 3 && second[slot] <= 3);
        Console.WriteLine($"  {title}: blocks of {importance.BlockLength}, error {importance.Figures.MeanError:F3}; "
            + $"Spearman {1 - (6 * squares / (n * ((n * n) - 1))):F2}, {shared} of the first three are the same");
        Console.WriteLine($"    {"",-6}{"regressor",20}{"rank",6}{"ridge",12}{"rank",6}");
        foreach (int slot in Enumerable.Range(0, n).OrderBy(slot => first[slot]))
        {
            var change = importance.Errors[$"Sensors[{slot}]"];
            Console.WriteLine($"    {Names[slot],-6}{change.Mean,11:F4} ± {change.StandardError,-6:F4}{first[slot],6}{theirs[slot],12:F4}{second[slot],6}");
        }
    }

    private static int[] Ranks(double[] values) => [.. values.Select(value => 1 + values.Count(other => other > value))];

    private sealed class TurbineHour
    {
        [VectorType(9)]
        public float[] Sensors { get; set; } = [];

        public float Gas { get; set; }
    }

    /// <summary>Least squares of standardised sensors with a penalty of so much a row.</summary>
    private sealed class Ridge(double[] means, double[] deviations, double[] weights, double offset)
    {
        public static Ridge Fit(TurbineHour[] rows, double penalty)
        {
            double[] means = [.. Names.Select((_, slot) => rows.Average(row => (double)row.Sensors[slot]))];
            double[] deviations = [.. Names.Select((_, slot) => Math.Sqrt(rows.Average(row => Math.Pow(row.Sensors[slot] - means[slot], 2))))];
            double offset = rows.Average(row => (double)row.Gas);
            int n = Names.Length;
            double[,] system = new double[n, n + 1];
            foreach (var row in rows)
            {
                double[] input = [.. row.Sensors.Select((value, slot) => (value - means[slot]) / deviations[slot])];
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++)
                    {
                        system[i, j] += input[i] * input[j];
                    }

                    system[i, n] += input[i] * (row.Gas - offset);
                }
            }

            for (int i = 0; i < n; i++)
            {
                system[i, i] += penalty * rows.Length;
            }

            return new(means, deviations, Solve(system, n), offset);
        }

        /// <summary>The change of the mean absolute error when blocks of a sensor are permuted, as the library permutes them.</summary>
        public double[] Importance(TurbineHour[] rows, int block, int permutations)
        {
            var random = new Random(1);
            double[] predictions = [.. rows.Select(Predict)];
            double before = rows.Zip(predictions).Average(pair => Math.Abs(pair.First.Gas - pair.Second));
            return [.. Names.Select((_, slot) => Enumerable.Range(0, permutations).Average(_ =>
            {
                int[][] blocks = [.. Enumerable.Range(0, rows.Length).Chunk(block)];
                random.Shuffle(blocks);
                return blocks.SelectMany(rows => rows).Select((source, i) => Math.Abs(
                    rows[i].Gas - predictions[i] - (weights[slot] * (rows[source].Sensors[slot] - rows[i].Sensors[slot]) / deviations[slot]))).Average() - before;
            }))];
        }

        private double Predict(TurbineHour row) =>
            offset + weights.Select((weight, slot) => weight * (row.Sensors[slot] - means[slot]) / deviations[slot]).Sum();

        /// <summary>Solves a positive definite system by elimination.</summary>
        private static double[] Solve(double[,] system, int n)
        {
            for (int pivot = 0; pivot < n; pivot++)
            {
                for (int i = 0; i < n; i++)
                {
                    double factor = i == pivot ? 0 : system[i, pivot] / system[pivot, pivot];
                    for (int j = pivot; j <= n; j++)
                    {
                        system[i, j] -= factor * system[pivot, j];
                    }
                }
            }

            return [.. Enumerable.Range(0, n).Select(i => system[i, n] / system[i, i])];
        }
    }
}
