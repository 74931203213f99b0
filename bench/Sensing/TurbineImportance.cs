using AdaptiveML.Learners.Baselines;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Benchmarks.Sensing;

/// <summary>
/// The sensors of a gas turbine by what blocks of them are worth to the regressor, beside a ridge that is asked the same: both fitted to 2011 and 2012,
/// importance taken on 2013. The ridge that learns is recursive least squares, which sees the last label and differences as the regressor does.
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
            var recursive = Recursive(fit);
            foreach (bool learns in (bool[])[false, true])
            {
                var importance = context.Model.BlockImportance(
                    model, context.Data.LoadFromEnumerable(later), new() { PermutationCount = Permutations, Learns = learns });
                double[] ours = [.. Enumerable.Range(0, Names.Length).Select(slot => importance.Errors[$"Sensors[{slot}]"].Mean)];
                double[] theirs = Importance(later, importance.BlockLength, learns ? rows => Error(recursive.Clone(), rows) : ridge.Error);
                Print(learns ? "both learn each row" : "both as fitted", importance, ours, theirs);
            }
        }
    }

    private static IOnlineLearner<float> Recursive(TurbineHour[] fit)
    {
        var history = new TrainingRows<float>(Names.Length, 1);
        foreach (var row in fit)
        {
            history.Add(row.Sensors, [row.Gas]);
        }

        var learner = new RecursiveLeastSquares<float>(Names.Length, 1, new() { Forgetting = 0.999, SeesDifferences = true, SeesLastTarget = true });
        learner.Standardize(history);
        _ = Error(learner, fit);
        return learner;
    }

    /// <summary>The mean absolute error of a learner, each row predicted before it is learnt.</summary>
    private static double Error(IOnlineLearner<float> learner, TurbineHour[] rows)
    {
        float[] prediction = new float[learner.OutputSize];
        return rows.Average(row =>
        {
            learner.Learn(row.Sensors, [row.Gas], prediction);
            return Math.Abs((double)row.Gas - prediction[0]);
        });
    }

    /// <summary>The change of an error when blocks of a sensor are permuted, as the library permutes them.</summary>
    private static double[] Importance(TurbineHour[] rows, int block, Func<TurbineHour[], double> error)
    {
        var random = new Random(1);
        double before = error(rows);
        return [.. Names.Select((_, slot) => Enumerable.Range(0, Permutations).Average(_ =>
        {
            int[][] blocks = [.. Enumerable.Range(0, rows.Length).Chunk(block)];
            random.Shuffle(blocks);
            return error([.. blocks.SelectMany(block => block).Select((source, i) => rows[i].With(slot, rows[source].Sensors[slot]))]) - before;
        }))];
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

        public TurbineHour With(int slot, float value)
        {
            float[] sensors = [.. Sensors];
            sensors[slot] = value;
            return new() { Sensors = sensors, Gas = Gas };
        }
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

        /// <summary>Its mean absolute error.</summary>
        public double Error(TurbineHour[] rows) => rows.Average(row => Math.Abs(row.Gas - Predict(row)));

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
