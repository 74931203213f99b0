using System.Globalization;
using AdaptiveML.Kernels;
using AdaptiveML.Learners;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary>Handwritten digits as sequences whose label comes with the last row: pen points (8 rows of 2), or the rows of a picture (8 of 8). Error on rows never learnt from.</summary>
internal static class DigitRace
{
    private const int Rows = 8, Classes = 10, Passes = 5;

    /// <summary>Runs it.</summary>
    /// <param name="set">pen or opt.</param>
    /// <param name="folder">Where the set lies.</param>
    /// <param name="cell">What the nets remember with.</param>
    /// <param name="seeds">Number of seeds.</param>
    public static void Run(string set, string folder, RecurrentCell cell, int seeds)
    {
        var (train, test) = set == "pen" ? Pen(folder) : Opt(folder);
        int inputs = train[0].Values.Length / Rows, kept = train.Length * 4 / 5;
        Console.WriteLine(
            $"{set} digits as sequences, {cell}: {train.Length} to learn, {Passes} passes, {test.Length} to test; each method with the best of six settings (on the last fifth of what is to learn, after as many passes of the rest): test error");
        var settings = new RecurrentOptions
        {
            Cell = cell,
            HiddenUnits = 32,
            Output = RecurrentOutput.Softmax,
            Schedule = UpdateSchedule.EndOfSequence,
            Discount = 1,
            SyntheticWeight = 1,
            TraceWindow = Rows,
            TraceMode = TraceMode.Window,
            Update = new() { Beta2 = 0.98, Epsilon = 1e-9, UpdateEvery = 4, ClipNorm = 1 },
        };
        var synthetic = TunedRace.Synthetic(settings, [1], static (options, factor) => options with { SyntheticLearningRateFactor = factor }, 0.1, 0.5, 2);
        TunedRace.Run(
            [.. synthetic, .. TunedRace.Peers(settings, 1, 3, Rows).Where(peer => cell == RecurrentCell.Tanh || peer.Name != "RTRL")],
            seeds,
            (options, seed) => Error(options with { Seed = seed }, train[..kept], train[kept..], inputs, Passes),
            (options, seed) => Error(options with { Seed = seed }, train, test, inputs, Passes));
    }

    private static double Error(RecurrentOptions options, Digit[] train, Digit[] test, int inputs, int passes)
    {
        var learner = new RecurrentClassifier<float>(inputs, Classes, options);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], options.Seed);
        int[] order = [.. Enumerable.Range(0, train.Length)];
        float[] prediction = new float[Classes];
        for (int pass = 0; pass < passes; pass++)
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

        return 1 - ((double)right / test.Length);
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
