using System.Globalization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>The golden payload: a learner that has seen 300 rows, and the 200 that follow.</summary>
internal static class GoldenPayload
{
    private const int Inputs = 3;
    private const int Before = 300;
    private const int After = 200;

    public static void Write(string folder)
    {
        var learner = new LruLearner<float>(Inputs, 1, new() { StateSize = 6, Update = new() { UpdateEvery = 2, KeepEvery = 50 } });
        learner.Learn(Rows(), 0, Before);
        File.WriteAllBytes(Path.Combine(folder, "lru-1.payload"), LruCodec.Encode(learner, new Dictionary<string, string> { ["made.by"] = "0.1.0" }));
        File.WriteAllLines(Path.Combine(folder, "lru-1.csv"), Continue(learner).Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
    }

    public static float[] Continue(LruLearner<float> learner) => learner.Learn(Rows(), Before, Before + After);

    private static TrainingRows<float> Rows() => Streams.Drifting<float>(Before + After, Inputs, seed: 21);
}
