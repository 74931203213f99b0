using System.Globalization;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>The golden payload: a learner that has seen 300 rows, of three sequences and of none that is known, and the 200 that follow.</summary>
internal static class GoldenPayload
{
    public const string Name = "lru-1";

    private const int Inputs = 3;
    private const int Before = 300;
    private const int After = 200;

    public static void Write(string folder)
    {
        var learner = new LruLearner<float>(
            Inputs, 1, new() { StateSize = 6, Update = new() { UpdateEvery = 2, CheckpointInterval = 50, MaximumSequences = 8 } });
        Learn(learner, 0, Before);
        string path = Path.Combine(folder, Name);
        File.WriteAllBytes(path + ".payload", learner.Encode(new Dictionary<string, string> { ["made.by"] = "0.1.0" }));
        File.WriteAllLines(path + ".csv", GoOn(learner).Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
    }

    /// <summary>Learns the 200 rows that follow: what it predicted before each.</summary>
    public static float[] GoOn(LruLearner<float> learner) => Learn(learner, Before, Before + After);

    private static float[] Learn(LruLearner<float> learner, int from, int to)
    {
        var rows = Rows();
        float[] predictions = new float[to - from];
        for (int row = from; row < to; row++)
        {
            learner.Learn(Context(row), rows.Input(row), rows.Target(row), predictions.AsSpan(row - from, 1));
        }

        return predictions;
    }

    private static RowContext Context(int row) => new()
    {
        Sequence = (row * 7 % 11 % 4) switch { 0 => SequenceKey.Of("north"), 1 => SequenceKey.Of("south"), 2 => SequenceKey.Of(-7), _ => SequenceKey.Unknown },
        Time = row - (row % 5),
        Weight = 0.5 * (row % 3),
    };

    private static TrainingRows<float> Rows() => Streams.Drifting<float>(Before + After, Inputs, seed: 21);
}
