using AdaptiveML.Kernels;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Streams without end, windows, and what is saved of them.</summary>
[TestClass]
public sealed class TttStreamTests
{
    private const int Tokens = 21;

    public static IEnumerable<object[]> Machines =>
    [
        [new TttFeaturizerOptions { Width = 8, Horizon = 2 }],
        [new TttFeaturizerOptions { Width = 8, Form = TttForm.Published, Layer = new() { HasOutputGate = true } }],
        [new TttFeaturizerOptions
        {
            Width = 8,
            Form = TttForm.Published,
            Layer = new() { InnerModel = TttInnerModel.Mlp, MiniBatchSize = 5, Views = TttViews.Separate },
        }],
        [new TttFeaturizerOptions { Width = 8, Layer = new() { Rule = InnerRule.GatedDelta } }],
    ];

    [TestMethod]
    [DynamicData(nameof(Machines))]
    public void A_window_gives_what_a_stream_of_its_tokens_would_give_at_the_last(TttFeaturizerOptions options)
    {
        var rows = Streams.Drifting<double>(3 * Tokens, 3, outputs: 0);
        var windows = TttFeaturizer<double>.Create(3, options with { SequenceLength = Tokens });
        double[] output = new double[windows.OutputSize];
        for (int window = 0; window < 3; window++)
        {
            double[] input = [.. Enumerable.Range(window * Tokens, Tokens).SelectMany(row => rows.Input(row).ToArray())];
            var stream = TttFeaturizer<double>.Create(3, options);
            double[] expected = stream.Learn(rows, window * Tokens, (window + 1) * Tokens)[^windows.OutputSize..];
            windows.Learn(input, [], output);
            for (int i = 0; i < output.Length; i++)
            {
                Assert.IsTrue(i == windows.FeatureCount || Math.Abs(expected[i] - output[i]) < 1e-11 * Math.Max(1, Math.Abs(expected[i])), $"element {i}");
            }
        }
    }

    [TestMethod]
    public void Windows_are_fitted_too()
    {
        var waves = Waves.Rows<float>(2000);
        var rows = new TrainingRows<float>(Waves.Inputs * 24, 0);
        for (int start = 0; start + 24 <= 2000; start += 12)
        {
            rows.Add([.. Enumerable.Range(start, 24).SelectMany(row => waves.Input(row).ToArray())], []);
        }

        var learner = TttFeaturizer<float>.Create(Waves.Inputs, new() { Width = 8, SequenceLength = 24 });
        var passes = learner.Fit(rows, new() { WindowsPerStep = 4, MaximumPasses = 20 });
        Assert.IsLessThan(0.5 * passes[0].ValidationLoss, passes[^1].ValidationLoss);

        float[] output = new float[learner.OutputSize], input = rows.Input(100).ToArray();
        learner.Learn(input, [], output);
        double error = 0, last = 0;
        for (int i = 0; i < Waves.Inputs; i++)
        {
            float next = waves.Input((100 * 12) + 24)[i];
            error += Math.Pow(output[learner.FeatureCount + 1 + i] - next, 2);
            last += Math.Pow(input[(23 * Waves.Inputs) + i] - next, 2);
        }

        Assert.IsLessThan(last, error);
    }

    [TestMethod]
    [DynamicData(nameof(Machines))]
    public void Saving_within_a_mini_batch_changes_nothing(TttFeaturizerOptions options)
    {
        var rows = Streams.Drifting<float>(200, 3, outputs: 0);
        foreach (int savedAt in new[] { 0, 1, 42, 43, 44, 45, 157 })
        {
            var learner = TttFeaturizer<float>.Create(3, options);
            learner.Learn(rows, 0, savedAt);
            byte[] payload = learner.Encode(new Dictionary<string, string>());
            float[] expected = learner.Learn(rows, savedAt, 200);

            var loaded = TttFeaturizer<float>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload));
            Assert.AreEqual(learner.Options, loaded.Options);
            CollectionAssert.AreEqual(expected, loaded.Learn(rows, savedAt, 200));
            Assert.AreEqual(learner.HashText(), loaded.HashText());
        }
    }

    [TestMethod]
    public void Another_machine_and_another_precision_are_refused()
    {
        var windows = TttFeaturizer<float>.Create(2, new() { Width = 8, SequenceLength = 7 });
        byte[] payload = windows.Encode(new Dictionary<string, string>());
        var loaded = TttFeaturizer<float>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload));
        Assert.AreEqual((2, 14), (loaded.Dimension, loaded.InputSize));
        Assert.Throws<InvalidDataException>(() => TttFeaturizer<double>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload)));
        byte[] other = LearnerPayload.Write(windows, "lru", "{}", new Dictionary<string, string>());
        Assert.Contains("lru", Assert.Throws<InvalidDataException>(() => TttFeaturizer<float>.Codec.Decode(other, LearnerPayload.ReadHeader(other))).Message);
    }

    [TestMethod]
    [DataRow(InnerRule.MiniBatchGradient)]
    [DataRow(InnerRule.Implicit)]
    public void A_drifting_stream_of_100_000_rows_is_followed_as_well_late_as_early_in_the_same_memory(InnerRule rule)
    {
        const int Size = 4;
        var learner = TttFeaturizer<float>.Create(2 * Size, new() { PredictedInputs = Size, Lags = 0, Layer = new() { Forgetting = 0.005, Rule = rule } });
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 3);
        double[] map = new double[Size * Size];
        float[] row = new float[2 * Size], output = new float[learner.OutputSize];
        double early = 0, late = 0, earlyVariance = 0, lateVariance = 0, variance = 0;
        int length = 0;
        for (int t = 0; t < 100_000; t++)
        {
            variance = 0;

            // The first half of a row follows from the second half of the row before.
            for (int i = 0; i < Size; i++)
            {
                double y = 0.1 * random.NextNormal();
                for (int j = 0; j < Size; j++)
                {
                    ref double entry = ref map[(i * Size) + j];
                    entry = (0.9995 * entry) + (0.0158 * random.NextNormal());
                    y += entry * row[Size + j];
                }

                row[i] = (float)y;
                variance += 0.5 * y * y;
            }

            for (int i = 0; i < Size; i++)
            {
                row[Size + i] = (float)random.NextNormal();
            }

            double loss = learner.Learn(row, [], output).Loss;
            (early, earlyVariance) = t is >= 5_000 and < 25_000 ? (early + loss, earlyVariance + variance) : (early, earlyVariance);
            (late, lateVariance) = t >= 80_000 ? (late + loss, lateVariance + variance) : (late, lateVariance);
            length = t == 100 ? Length() : length;
        }

        Assert.IsLessThan(1.2 * early / earlyVariance, late / lateVariance);
        Assert.IsLessThan(0.7, late / lateVariance);
        Assert.AreEqual(0, learner.Count(UpdateReason.StateReset));
        Assert.AreEqual(length, Length());

        int Length() => learner.Encode(new Dictionary<string, string>()).Length;
    }
}
