using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>How far the filters see where views are fitted to a label.</summary>
[TestClass]
public sealed class LabelFilterTests
{
    private const int Count = 3000, FitEnd = 2000;

    [TestMethod]
    public void A_filter_that_nobody_sized_is_long_for_a_label_and_as_published_else()
    {
        var label = new TttFeaturizerOptions { Objective = TttObjective.Label };
        var row = new TttFeaturizerOptions { Form = TttForm.Published };

        Assert.AreEqual(StateSize(With(label, 32)), StateSize(label));
        Assert.AreNotEqual(StateSize(With(label, 4)), StateSize(label));
        Assert.AreEqual(StateSize(With(row, 4)), StateSize(row));
    }

    [TestMethod]
    public void A_label_that_a_slow_level_under_noise_tells_is_predicted_better_than_from_the_last_four_rows()
    {
        var options = new TttFeaturizerOptions { Width = 8, Objective = TttObjective.Label };

        Assert.IsLessThan(0.7 * Error(With(options, 4)), Error(options));
    }

    private static TttFeaturizerOptions With(TttFeaturizerOptions options, int filter) => options with { Layer = options.Layer with { FilterSize = filter } };

    private static int StateSize(TttFeaturizerOptions options) => TttFeaturizer<float>.Create(2, options).Memory.Sequence.Bytes.Length;

    private static double Error(TttFeaturizerOptions options)
    {
        var (inputs, labels) = Rows();
        var rows = new TrainingRows<float>(2, 1);
        for (int t = 0; t < FitEnd; t++)
        {
            rows.Add(inputs[t], [labels[t]], default);
        }

        var learner = TttFeaturizer<float>.Create(2, options);
        learner.Fit(rows, new());
        float[] output = new float[learner.OutputSize];
        double error = 0;
        for (int t = FitEnd; t < Count; t++)
        {
            learner.Learn(inputs[t], [labels[t]], output);
            error += Math.Pow(output[^1] - labels[t], 2);
        }

        return error / (Count - FitEnd);
    }

    /// <summary>A level that moves by a fiftieth of its deviation a row, seen under a noise of its own size.</summary>
    private static (float[][] Inputs, float[] Labels) Rows()
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], 5);
        float[][] inputs = new float[Count][];
        float[] labels = new float[Count];
        float level = 0;
        for (int t = 0; t < Count; t++)
        {
            level = (0.99f * level) + (0.14f * (float)random.NextNormal());
            (inputs[t], labels[t]) = ([level + (float)random.NextNormal(), (float)random.NextNormal()], level);
        }

        return (inputs, labels);
    }
}
