using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class BernsteinAggregationTests
{
    private static readonly double[] Ones = [1, 1, 1, 1];

    [TestMethod]
    public void The_regret_to_the_best_expert_and_to_the_best_mixture_stays_within_the_square_root_of_the_rows()
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        var (mixture, memory) = Make(4);
        double combinedLoss = 0, average = 0;
        double[] losses = new double[4], x = new double[4];
        for (int row = 0; row < 10_000; row++)
        {
            double y = random.NextNormal();
            double common = random.NextNormal();
            (x[0], x[1], x[2], x[3]) = (y + common, y - common, random.NextNormal(), 0);
            double combined = mixture.Combine(memory, 0, x, Ones, new double[4]);
            mixture.Learn(memory, 0, x, combined, y);
            combinedLoss += (combined - y) * (combined - y);
            average += Math.Pow((0.5 * (x[0] + x[1])) - y, 2);
            for (int k = 0; k < 4; k++)
            {
                losses[k] += (x[k] - y) * (x[k] - y);
            }
        }

        Assert.IsLessThan(losses.Min(), combinedLoss, "it beats every expert, since two of them cancel");
        Assert.IsLessThan(average + (20 * Math.Sqrt(10_000)), combinedLoss);
        Assert.AreEqual(0.5, mixture.Weights(memory, 0)[0], 0.05);
        Assert.AreEqual(0.5, mixture.Weights(memory, 0)[1], 0.05);
    }

    [TestMethod]
    public void The_scale_of_the_predictions_does_not_matter()
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 2);
        var (small, smallMemory) = Make(3);
        var (large, largeMemory) = Make(3);
        for (int row = 0; row < 500; row++)
        {
            double y = random.NextNormal();
            double[] x = [y + random.NextNormal(), y + (0.3 * random.NextNormal()), 0], scaled = [.. x.Select(value => value * 4096)];
            small.Learn(smallMemory, 0, x, small.Combine(smallMemory, 0, x, Ones, new double[4]), y);
            large.Learn(largeMemory, 0, scaled, large.Combine(largeMemory, 0, scaled, Ones, new double[4]), y * 4096);
            CollectionAssert.AreEqual(small.Weights(smallMemory, 0).ToArray(), large.Weights(largeMemory, 0).ToArray());
        }
    }

    [TestMethod]
    public void An_expert_that_sleeps_has_no_say_and_keeps_its_standing()
    {
        var (mixture, memory) = Make(3);
        for (int row = 0; row < 100; row++)
        {
            mixture.Learn(memory, 0, [1, 5, 9], mixture.Combine(memory, 0, [1, 5, 9], Ones, new double[4]), 1);
        }

        double[] before = mixture.Weights(memory, 0).ToArray();
        Assert.AreEqual(7, mixture.Combine(memory, 0, [double.NaN, 7, 7], Ones, new double[4]), 1e-12);
        Assert.AreEqual(double.NaN, mixture.Combine(memory, 0, [double.NaN, double.NaN, double.NaN], Ones, new double[4]));
        mixture.Learn(memory, 0, [double.NaN, 7, 7], 7, 1e3);
        CollectionAssert.AreEqual(before, mixture.Weights(memory, 0).ToArray());
    }

    [TestMethod]
    public void Predictions_beyond_all_bounds_leave_finite_weights()
    {
        var (mixture, memory) = Make(3);
        foreach (double size in (double[])[1, 1e80, 1e160, 1e300, 1])
        {
            double[] x = [size, -size, 0];
            mixture.Learn(memory, 0, x, mixture.Combine(memory, 0, x, Ones, new double[4]), 0.5);
            Assert.AreEqual(1, mixture.Weights(memory, 0).ToArray().Sum(), 1e-9, $"{size}");
        }
    }

    [TestMethod]
    public void A_single_gross_error_does_not_keep_the_weights_from_finding_the_better_expert()
    {
        foreach (double gross in (double[])[0, 1e3, -1e3, 1e9, -1e9])
        {
            var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 3);
            var (mixture, memory) = Make(2);
            for (int row = 0; row < 2000; row++)
            {
                double y = random.NextNormal();
                double[] x = [y + (0.1 * random.NextNormal()), y + random.NextNormal()];
                mixture.Learn(memory, 0, x, mixture.Combine(memory, 0, x, Ones, new double[4]), row == 20 ? y + gross : y);
            }

            Assert.IsGreaterThan(0.9, mixture.Weights(memory, 0)[0], $"after an error of {gross}");
        }
    }

    private static (BernsteinAggregation Mixture, LearnerMemory Memory) Make(int experts)
    {
        var state = new Layout();
        var mixture = new BernsteinAggregation(new StateScope(state, IsSequences: false), [.. Enumerable.Repeat(1.0 / experts, experts)], rates: [1]);
        var memory = new LearnerMemory(new(), state, new(), 1);
        mixture.Initialize(memory);
        return (mixture, memory);
    }
}
