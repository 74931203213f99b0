using AdaptiveML.Kernels;
using AdaptiveML.Learners;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary>
/// Handwritten digits as sequences whose label comes with the last row: pen points (8 rows of 2), or the rows of a picture (8 of 8, or 28 of 28). Error on rows
/// never learnt from.
/// </summary>
internal static class DigitRace
{
    private const int Classes = 10;

    /// <summary>Runs it.</summary>
    /// <param name="set">pen, opt or mnist.</param>
    /// <param name="folder">Where the set lies.</param>
    /// <param name="cell">What the nets remember with.</param>
    /// <param name="seeds">Number of seeds.</param>
    public static void Run(string set, string folder, RecurrentCell cell, int seeds)
    {
        var digits = DigitSequences.Read(set, folder);
        int kept = digits.Train.Length * 4 / 5;
        Console.WriteLine(
            $"{set} digits as sequences, {cell}: {digits.Train.Length} to learn, {digits.Passes} passes, {digits.Test.Length} to test; each "
            + "method with the best of six settings (on the last fifth of what is to learn, after as many passes of the rest): test error");
        var settings = new RecurrentOptions
        {
            Cell = cell,
            HiddenUnits = 32,
            Output = RecurrentOutput.Softmax,
            Schedule = UpdateSchedule.EndOfSequence,
            Discount = 1,
            SyntheticWeight = 1,
            TraceWindow = digits.Rows,
            TraceMode = TraceMode.Window,
            Update = new() { Beta2 = 0.98, Epsilon = 1e-9, UpdateEvery = 4, ClipNorm = 1 },
        };
        var synthetic = TunedRace.Synthetic(settings, [1], static (options, factor) => options with { SyntheticLearningRateFactor = factor }, 0.1, 0.5, 2);
        TunedRace.Run(
            [.. synthetic, .. TunedRace.Peers(settings, 1, 3, digits.Rows).Where(peer => cell == RecurrentCell.Tanh || peer.Name != "RTRL")],
            seeds,
            (options, seed) => Error(options with { Seed = seed }, digits with { Train = digits.Train[..kept], Test = digits.Train[kept..] }),
            (options, seed) => Error(options with { Seed = seed }, digits));
    }

    private static double Error(RecurrentOptions options, DigitSequences digits)
    {
        var (train, test, rows, passes) = digits;
        int inputs = digits.Inputs;
        var learner = new RecurrentClassifier<float>(inputs, Classes, options);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], options.Seed);
        int[] order = [.. Enumerable.Range(0, train.Length)];
        float[] prediction = new float[Classes];
        for (int pass = 0; pass < passes; pass++)
        {
            random.Shuffle<int>(order);
            foreach (int index in order)
            {
                for (int row = 0; row < rows; row++)
                {
                    bool isLast = row == rows - 1;
                    learner.Learn(
                        new() { EndsSequence = isLast },
                        train[index].Features.AsSpan(row * inputs, inputs),
                        [isLast ? train[index].Value : float.NaN],
                        prediction);
                }
            }
        }

        learner.Mode = UpdateMode.StateOnly;
        int right = 0;
        foreach (var digit in test)
        {
            for (int row = 0; row < rows; row++)
            {
                learner.Learn(new() { EndsSequence = row == rows - 1 }, digit.Features.AsSpan(row * inputs, inputs), [float.NaN], prediction);
            }

            right += prediction.IndexOf(prediction.Max()) == digit.Value ? 1 : 0;
        }

        return 1 - ((double)right / test.Length);
    }
}
