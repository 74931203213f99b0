namespace AdaptiveML.Online.Tests;

[TestClass]
public sealed class UpdateGateTests
{
    private static readonly UpdateOptions Sgd = new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.01, ClipNorm = null };

    [TestMethod]
    public void A_missing_input_is_expected_from_its_past_and_the_row_learnt_from()
    {
        var learner = Taught(Sgd);
        double weight = learner.Weight;
        learner.Learn(0.7, 1.4);
        weight = learner.Weight;
        double[] predicted = new double[1], learnt = new double[1];
        learner.Predict([double.NaN], predicted);
        var result = learner.Learn([double.PositiveInfinity], [5.0], learnt);
        Assert.IsTrue(predicted[0] / weight is > 0 and < 0.7, "between its mean and its last value");
        Assert.AreEqual(predicted[0], learnt[0]);
        Assert.AreEqual((UpdateVerdict.Applied, UpdateReason.ImputedInput), (result.Verdict, result.Reason));
        Assert.AreNotEqual(weight, learner.Weight);
    }

    [TestMethod]
    public void A_spike_is_cut_back_and_nothing_is_learnt_until_it_has_passed()
    {
        var learner = Taught(Sgd);
        double weight = learner.Weight;
        double[] prediction = new double[1];
        var result = learner.Learn([1e30], [1.0], prediction);
        Assert.AreEqual(UpdateReason.Spike, result.Reason);
        Assert.IsLessThan(100, Math.Abs(prediction[0]), "the input was cut back before it met the weight");
        for (int row = 0; row < Sgd.Gate.QuarantineRows; row++)
        {
            Assert.AreEqual(UpdateReason.Quarantine, learner.Learn(1, 2).Reason);
        }

        Assert.AreEqual(weight, learner.Weight);
        Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(1, 2).Verdict);
        Assert.AreEqual(1, learner.Count(UpdateReason.Spike));
        Assert.AreEqual(Sgd.Gate.QuarantineRows, learner.Count(UpdateReason.Quarantine));
    }

    [TestMethod]
    public void A_level_that_stays_is_believed_in_the_end()
    {
        var learner = Taught(Sgd with { Gate = new() { HalfLife = 100 } });
        int refused = 0;
        for (int row = 0; row < 2000; row++)
        {
            refused += learner.Learn(60 + Math.Sin(row), 1).Verdict == UpdateVerdict.Applied ? 0 : 1;
        }

        Assert.IsInRange(1, 200, refused);
    }

    [TestMethod]
    public void The_pull_of_an_outlying_target_is_bounded()
    {
        double Moved(double target, double? huberAt)
        {
            var learner = Taught(Sgd with { Gate = new() { HuberThreshold = huberAt } });
            double before = learner.Weight;
            learner.Learn(1, target);
            return Math.Abs(learner.Weight - before);
        }

        Assert.AreEqual(Moved(1e3, 10), Moved(1e6, 10), 1e-12, "beyond the bound more does not pull more");
        Assert.IsGreaterThan(100 * Moved(1e3, null), Moved(1e6, null));
        Assert.AreEqual(Moved(2.1, null), Moved(2.1, 10), "an ordinary error is not touched");
    }

    [TestMethod]
    public void A_step_is_no_longer_than_its_share_of_the_parameters()
    {
        var learner = Taught(Sgd with { LearningRate = 1, Gate = new() { MaximumRelativeStep = 0.01, HuberThreshold = null } });
        double before = learner.Weight;
        var result = learner.Learn(1, 1000);
        Assert.AreEqual(0.01 * Math.Max(1, Math.Abs(before)), Math.Abs(learner.Weight - before), 1e-12);
        Assert.AreEqual(Math.Abs(learner.Weight - before) / result.GradientNorm, result.StepSize, 1e-9, "the step size says how far it went");
    }

    [TestMethod]
    public void A_sensor_that_stands_still_does_not_close_the_gate_for_ever()
    {
        var learner = Taught(Sgd with { Gate = new() { HalfLife = 50 } });
        for (int row = 0; row < 5000; row++)
        {
            learner.Learn(0.3, 0.6);
        }

        int refused = 0;
        for (int row = 0; row < 500; row++)
        {
            double x = Math.Sin(row);
            refused += learner.Learn(x, 2 * x).Verdict == UpdateVerdict.Applied ? 0 : 1;
        }

        Assert.IsLessThan(100, refused);
        Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(0.5, 1).Verdict);
    }

    [TestMethod]
    public void However_long_a_sensor_stood_still_it_may_move_at_once_by_half_the_limit_of_the_fit()
    {
        var learner = Taught(Sgd with { Gate = new() { HalfLife = 50 } });
        for (int row = 0; row < 5000; row++)
        {
            learner.Learn(0.3, 0.6);
        }

        double room = 0.5 * Sgd.Gate.WinsorizeLimit!.Value;
        double[] expected = new double[1], prediction = new double[1];
        learner.Predict([0.3 + (0.99 * room)], prediction);
        Assert.AreEqual(learner.Weight * (0.3 + (0.99 * room)), prediction[0], 1e-9, "it is not cut back");
        learner.Predict([0.3 + room], expected);
        learner.Predict([0.3 + (1.5 * room)], prediction);
        Assert.AreEqual(expected[0], prediction[0], 1e-6, "and no further");
        Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(0.3 + (0.99 * room), 0.6).Verdict);
    }

    [TestMethod]
    public void However_small_errors_were_for_long_an_error_of_half_a_deviation_pulls_as_far_as_it_would_without_a_bound()
    {
        double Moved(double? huberAt)
        {
            var learner = Taught(Sgd with { Gate = new() { HuberThreshold = huberAt, HalfLife = 50 } });
            for (int row = 0; row < 5000; row++)
            {
                learner.Learn(1, 2);
            }

            double before = learner.Weight;
            learner.Learn(1, before + 0.49);
            return learner.Weight - before;
        }

        Assert.AreEqual(Moved(null), Moved(10), 1e-12);
    }

    [TestMethod]
    public void A_gap_leaves_the_limits_as_they_were()
    {
        var options = Sgd with { Gate = new() { HalfLife = 50 } };
        foreach (int gap in (int[])[0, 1, 2000])
        {
            var learner = new WeightLearner(options);
            for (int row = 0; row < 500; row++)
            {
                learner.Learn(5 * Math.Sin(row), 1);
            }

            for (int row = 0; row < gap; row++)
            {
                Assert.AreEqual(UpdateReason.ImputedInput, learner.Learn(double.NaN, 1).Reason);
            }

            Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(30, 1).Verdict, $"30 is ordinary to a sensor whose deviation is about 4, gap of {gap}");
            Assert.AreEqual(UpdateReason.Spike, learner.Learn(300, 1).Reason, $"gap of {gap}");
        }
    }

    /// <summary>A learner that has seen 500 ordinary rows of y = 2 x.</summary>
    private static WeightLearner Taught(UpdateOptions options)
    {
        var learner = new WeightLearner(options);
        for (int row = 0; row < 500; row++)
        {
            double x = Math.Sin(row);
            learner.Learn(x, 2 * x);
        }

        return learner;
    }
}
