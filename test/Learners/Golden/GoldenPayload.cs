using System.Globalization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>The golden payload: a learner that has seen 300 rows, of three sequences and of none that is known, and the 200 that follow.</summary>
internal static class GoldenPayload
{
    private const int Inputs = 3;
    private const int Before = 300;
    private const int After = 200;

    public static void Write(string folder)
    {
        var learner = new LruLearner<float>(Inputs, 1, new() { StateSize = 6, Update = new() { UpdateEvery = 2, KeepEvery = 50, MaximumSequences = 8 } });
        LearnSequences(learner, 0, Before);
        File.WriteAllBytes(Path.Combine(folder, "lru-2.payload"), LruCodec.Encode(learner, new Dictionary<string, string> { ["made.by"] = "0.1.0" }));
        File.WriteAllLines(Path.Combine(folder, "lru-2.csv"), ContinueSequences(learner).Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
    }

    /// <summary>The 200 rows as one sequence, as learners of format 1 knew them.</summary>
    public static float[] Continue(LruLearner<float> learner) => learner.Learn(Rows(), Before, Before + After);

    public static float[] ContinueSequences(LruLearner<float> learner) => LearnSequences(learner, Before, Before + After);

    private static float[] LearnSequences(LruLearner<float> learner, int from, int to)
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
