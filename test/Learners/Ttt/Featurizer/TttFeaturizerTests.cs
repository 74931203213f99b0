using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class TttFeaturizerTests
{
    private const int Inputs = 3;

    [TestMethod]
    [DataRow(TttForm.Published, 8)]
    [DataRow(TttForm.InContext, 8 + Inputs)]
    public void A_fit_lowers_the_loss_and_leaves_the_learner_at_the_end_of_the_rows(TttForm form, int features)
    {
        var rows = Oscillation<float>(1200);
        var learner = TttFeaturizer.Create<float>(Inputs, new() { Width = 8, Form = form });
        var passes = TttFeaturizer.Fit(learner, rows, new() { WindowRows = 64, MaximumPasses = 20 });

        Assert.IsLessThan(0.5 * passes[0].TrainingLoss, passes[^1].TrainingLoss);
        Assert.AreEqual(1200, learner.Counts.Applied);
        float[] next = rows.Input(1199).ToArray(), output = new float[learner.OutputSize];
        Assert.AreEqual(features + 1 + Inputs, learner.OutputSize);
        var untouched = learner.Clone();
        learner.Predict(next, output);
        Assert.AreEqual(untouched.HashText(), learner.HashText());
    }

    /// <summary>Three sines of one frequency, which differs from sequence to sequence, in units far from 1.</summary>
    private static TrainingRows<T> Oscillation<T>(int count)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 5);
        var rows = new TrainingRows<T>(Inputs, 0);
        T[] row = new T[Inputs];
        for (int t = 0; t < count; t++)
        {
            for (int i = 0; i < Inputs; i++)
            {
                row[i] = T.CreateTruncating(1000 + (50 * (Math.Sin((0.3 * t) + (2 * i)) + (0.05 * random.NextNormal()))));
            }

            rows.Add(row, []);
        }

        return rows;
    }
}
