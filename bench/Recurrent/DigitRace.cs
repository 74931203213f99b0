using System.Diagnostics;
using System.Globalization;
using AdaptiveML.Kernels;
using AdaptiveML.Learners;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary>Handwritten digits as sequences whose label comes with the last row: pen points (8 rows of 2), or the rows of a picture (8 of 8). Accuracy on rows never learnt from.</summary>
internal static class DigitRace
{
    private const int Rows = 8, Classes = 10, Passes = 5;

    public static void Run(string set, string folder, int seeds)
    {
        var (train, test) = set == "pen" ? Pen(folder) : Opt(folder);
        int inputs = train[0].Values.Length / Rows;
        Console.WriteLine($"{set} digits as sequences: {train.Length} to learn, {Passes} passes, {test.Length} to test; test accuracy, seeds 1 to {seeds}");
        foreach (var cell in (RecurrentCell[])[RecurrentCell.Tanh, RecurrentCell.Lstm])
        {
            foreach (double rate in (double[])[1e-3, 3e-3])
            {
                foreach (var (name, options) in Candidates(cell, rate))
                {
                    var watch = Stopwatch.StartNew();
                    double[] scores = [.. Enumerable.Range(1, seeds).Select(seed => Score(options with { Seed = (ulong)seed }, train, test, inputs))];
                    double rows = (double)seeds * Rows * ((Passes * train.Length) + test.Length);
                    Console.WriteLine($"  {cell,-5} {rate,6} {name,-16} {scores.Average(),7:P1} |{string.Concat(scores.Select(score => $"{score,8:P1}"))} | {watch.Elapsed.TotalMicroseconds / rows,6:F1} µs a row");
                }
            }
        }
    }

    private static IEnumerable<(string Name, RecurrentOptions Options)> Candidates(RecurrentCell cell, double rate)
    {
        var settings = new RecurrentOptions
        {
            Cell = cell,
            HiddenUnits = 32,
            Output = RecurrentOutput.Softmax,
            Schedule = UpdateSchedule.EndOfSequence,
            Discount = 1,
            SyntheticWeight = 1,
            SyntheticLearningRateFactor = 0.1,
            TraceWindow = Rows,
            TraceMode = TraceMode.Window,
            Update = new() { LearningRate = rate, Beta2 = 0.98, Epsilon = 1e-9, UpdateEvery = 4, ClipNorm = 1 },
        };
        yield return ("TBPTT-1", settings with { Method = RecurrentMethod.Truncated, Truncation = 1 });
        yield return ("TBPTT-3", settings with { Method = RecurrentMethod.Truncated, Truncation = 3 });
        yield return ("BPTT", settings with { Method = RecurrentMethod.Truncated, Truncation = Rows });
        yield return ("SnAp-1", settings with { Method = RecurrentMethod.SnAp1 });
        yield return ("BP(1), Ψ 0.1", settings);
        yield return ("BP(1), Ψ 1", settings with { SyntheticLearningRateFactor = 1 });
    }

    private static double Score(RecurrentOptions options, Digit[] train, Digit[] test, int inputs)
    {
        var learner = new RecurrentClassifier<float>(inputs, Classes, options);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], options.Seed);
        int[] order = [.. Enumerable.Range(0, train.Length)];
        float[] prediction = new float[Classes];
        for (int pass = 0; pass < Passes; pass++)
        {
            for (int i = order.Length - 1; i > 0; i--)
            {
                int other = (int)(random.NextUniform() * (i + 1));
                (order[i], order[other]) = (order[other], order[i]);
            }

            foreach (int index in order)
            {
                for (int row = 0; row < Rows; row++)
                {
                    bool isLast = row == Rows - 1;
                    learner.Learn(new() { EndsSequence = isLast }, train[index].Values.AsSpan(row * inputs, inputs), [isLast ? train[index].Class : float.NaN], prediction);
                }
            }
        }

        learner.Mode = UpdateMode.StateOnly;
        int right = 0;
        foreach (var digit in test)
        {
            for (int row = 0; row < Rows; row++)
            {
                learner.Learn(new() { EndsSequence = row == Rows - 1 }, digit.Values.AsSpan(row * inputs, inputs), [float.NaN], prediction);
            }

            right += prediction.IndexOf(prediction.Max()) == digit.Class ? 1 : 0;
        }

        return (double)right / test.Length;
    }

    /// <summary>The first 7494 rows are those of the writers to learn from, the others those of other writers.</summary>
    private static (Digit[] Train, Digit[] Test) Pen(string folder)
    {
        Digit[] digits = [.. File.ReadLines(Path.Combine(folder, "pendigits.csv")).Skip(1).Select(line => Parse(line, skip: 1, scale: 50))];
        return (digits[..7494], digits[7494..]);
    }

    private static (Digit[] Train, Digit[] Test) Opt(string folder) =>
        (Read(Path.Combine(folder, "optdigits.tra")), Read(Path.Combine(folder, "optdigits.tes")));

    private static Digit[] Read(string path) => [.. File.ReadLines(path).Skip(1).Select(line => Parse(line, skip: 0, scale: 8))];

    private static Digit Parse(string line, int skip, float scale)
    {
        string[] cells = line.Split(',');
        return new([.. cells[skip..^1].Select(cell => (float.Parse(cell, CultureInfo.InvariantCulture) / scale) - 1)], int.Parse(cells[^1], CultureInfo.InvariantCulture));
    }

    /// <param name="Values">All rows, from −1 to 1.</param>
    /// <param name="Class">0 to 9.</param>
    private sealed record Digit(float[] Values, int Class);
}
