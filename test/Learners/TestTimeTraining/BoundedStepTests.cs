using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Inner models that learn a forecast itself take no step too far, whatever rate and keys are.</summary>
[TestClass]
public sealed class BoundedStepTests
{
    private const int Size = 6, Outputs = 2, Batch = 4;

    [TestMethod]
    [DataRow(0.01, 1.0)]
    [DataRow(1.0, 1.0)]
    [DataRow(100.0, 1.0)]
    [DataRow(1.0, 1e6)]
    [DataRow(100.0, 1e-6)]
    public void A_mini_batch_never_takes_a_linear_model_further_from_what_explains_it(double rate, double length)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 3);
        var shape = new InnerShape(TttInnerModel.Linear, Size, Batch) { Outputs = Outputs, Normalizes = false, HasResidual = false, BoundsSteps = true };
        var model = new InnerModel<double>(shape);
        double[] truth = new double[model.Length], weights = new double[model.Length], pending = new double[model.Length];
        for (int entry = 0; entry < (Size + 1) * Outputs; entry++)
        {
            truth[model.Index(0, entry / Outputs, entry % Outputs)] = random.NextNormal();
        }

        double first = Distance(), before = first;
        for (int batch = 0; batch < 200; batch++)
        {
            var tokens = new TokenRows<double>(Size, Outputs, Batch);
            for (int i = 0; i < Batch; i++)
            {
                // Keys that nearly agree are what steps add up on.
                for (int j = 0; j < Size; j++)
                {
                    tokens.Keys[(i * tokens.Stride) + j] = length * (1 + (0.1 * random.NextNormal()));
                }

                for (int o = 0; o < Outputs; o++)
                {
                    double value = truth[model.Index(0, Size, o)];
                    for (int j = 0; j < Size; j++)
                    {
                        value += tokens.Keys[(i * tokens.Stride) + j] * truth[model.Index(0, j, o)];
                    }

                    tokens.Values[(i * tokens.OutputStride) + o] = value;
                }

                tokens.Rates[i] = rate;
            }

            model.Forward(new() { Committed = weights, Scale = [], Offset = [] }, tokens, [1, 0.5, 1.0 / 3, 0.25]);
            model.Advance(Batch, weights, pending);
            InnerCommit.Run<double>(weights, pending, weights, 0.25, forgetting: 0);
            double after = Distance();
            Assert.IsLessThanOrEqualTo(before * (1 + 1e-12), after, $"mini-batch {batch}");
            before = after;
        }

        Assert.IsLessThan(first, before);

        double Distance() => Math.Sqrt(weights.Zip(truth, (w, t) => (w - t) * (w - t)).Sum());
    }

    [TestMethod]
    [DataRow(TttInnerModel.Linear, InnerRule.MiniBatchGradient)]
    [DataRow(TttInnerModel.Linear, InnerRule.Implicit)]
    [DataRow(TttInnerModel.Linear, InnerRule.LeastSquares)]
    [DataRow(TttInnerModel.Linear, InnerRule.Delta)]
    [DataRow(TttInnerModel.Linear, InnerRule.GatedDelta)]
    [DataRow(TttInnerModel.Mlp, InnerRule.MiniBatchGradient)]
    public void No_scale_and_no_rate_makes_the_inner_losses_explode(TttInnerModel model, InnerRule rule)
    {
        foreach (double rate in new[] { 0.1, 2 })
        {
            foreach (float factor in new[] { 1.5f, 5, 100, 1e6f })
            {
                var learner = TttFeaturizer<float>.Create(
                    Waves.Inputs, new() { Width = 8, Layer = new() { InnerModel = model, Rule = rule, InnerLearningRate = rate } });
                learner.Fit(Waves.Rows<float>(600), new() { MaximumPasses = 2, WindowRows = 32 });
                var rows = Waves.Rows<float>(2000, speed: 0.8);
                float[] output = new float[learner.OutputSize];
                double largest = 0;
                for (int t = 0; t < rows.Count; t++)
                {
                    learner.Learn([.. rows.Input(t).ToArray().Select(value => t < 200 ? value : factor * value)], [], output);
                    Assert.IsTrue(output.All(float.IsFinite));
                    largest = Math.Max(largest, learner.LastInnerLoss);
                }

                // Tokens lie within 20 deviations: no more than twice as far off in any of three outputs of either head.
                Assert.IsLessThan(2 * 3 * 0.5 * 40 * 40, largest, $"rate {rate}, times {factor}");
                Assert.AreEqual(0, learner.Count(UpdateReason.StateReset), $"rate {rate}, times {factor}");
            }
        }
    }

    [TestMethod]
    [DataRow(TttForm.InContext)]
    [DataRow(TttForm.Published)]
    internal void Inner_weights_that_are_far_worse_than_none_begin_anew_long_before_they_are_not_finite(TttForm form)
    {
        var rows = Waves.Rows<float>(1200);
        var learner = TttFeaturizer<float>.Create(
            Waves.Inputs, new() { Width = 8, Form = form, Layer = new() { Rule = InnerRule.Implicit, InnerLearningRate = 1e-4 } });
        learner.Fit(Waves.First(rows, 800), new() { MaximumPasses = 2, WindowRows = 32 });
        float[] output = new float[learner.OutputSize];
        learner.Learn(rows.Input(799), [], output);
        foreach (ref float weight in learner.Memory.Sequence.View<float>(learner.Memory.Sequence.Layout.Find("W")!.Value))
        {
            weight += 1000;
        }

        UpdateResult[] results = [.. Enumerable.Range(800, 8).Select(t => learner.Learn(rows.Input(t), [], output))];
        Assert.Contains(result => result is { Verdict: UpdateVerdict.RolledBack, Reason: UpdateReason.StateReset }, results);
        Assert.AreEqual(1, learner.Count(UpdateReason.StateReset));
        for (int t = 808; t < 1200; t++)
        {
            Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(rows.Input(t), [], output).Verdict, $"row {t}");
        }

        Assert.IsTrue(learner.Part(PredictionNames.Prediction, output).ToArray().All(value => Math.Abs(value - 1000) < 200));
    }
}
