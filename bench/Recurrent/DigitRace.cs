using AdaptiveML.Kernels;
using AdaptiveML.Learners;
using AdaptiveML.Online;
using AdaptiveML.Samples;

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
        int inputs = train[0].Features.Length / Rows, kept = train.Length * 4 / 5;
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
            random.Shuffle<int>(order);
            foreach (int index in order)
            {
                for (int row = 0; row < Rows; row++)
                {
                    bool isLast = row == Rows - 1;
                    learner.Learn(new() { EndsSequence = isLast }, train[index].Features.AsSpan(row * inputs, inputs), [isLast ? train[index].Value : float.NaN], prediction);
                }
            }
        }

        learner.Mode = UpdateMode.StateOnly;
        int right = 0;
        foreach (var digit in test)
        {
            for (int row = 0; row < Rows; row++)
            {
                learner.Learn(new() { EndsSequence = row == Rows - 1 }, digit.Features.AsSpan(row * inputs, inputs), [float.NaN], prediction);
            }

            right += prediction.IndexOf(prediction.Max()) == digit.Value ? 1 : 0;
        }

        return 1 - ((double)right / test.Length);
    }

    /// <summary>The first 7494 rows are those of the writers to learn from, the others those of other writers.</summary>
    private static (Digit[] Train, Digit[] Test) Pen(string folder)
    {
        Digit[] digits = Read("pendigits.csv", folder, scale: 50);
        return (digits[..7494], digits[7494..]);
    }

    private static (Digit[] Train, Digit[] Test) Opt(string folder) => (Read("optdigits.tra", folder, scale: 8), Read("optdigits.tes", folder, scale: 8));

    /// <summary>Digits with all features from −1 to 1.</summary>
    private static Digit[] Read(string file, string folder, float scale) => Array.ConvertAll(Digit.Read(file, folder), digit => digit with { Features = [.. digit.Features.Select(feature => (feature / scale) - 1)] });
}
