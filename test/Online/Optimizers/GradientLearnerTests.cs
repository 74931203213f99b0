namespace AdaptiveML.Online.Tests;

[TestClass]
public sealed class GradientLearnerTests
{
    private static readonly UpdateOptions PlainSgd = new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.1, ClipNorm = null, Gate = GateOptions.Open };

    [TestMethod]
    public void A_step_of_SGD_is_the_learning_rate_times_the_gradient()
    {
        var learner = new WeightLearner(PlainSgd);
        var result = learner.Learn(2, 3);
        Assert.AreEqual(0.1 * 3 * 2, learner.Weight, 1e-15);
        Assert.AreEqual(new UpdateResult(UpdateVerdict.Applied, UpdateReason.None, 4.5, 6, 0.1), result);
    }

    [TestMethod]
    public void A_long_gradient_is_shortened_to_the_clip_norm()
    {
        var learner = new WeightLearner(PlainSgd with { ClipNorm = 1.5 });
        var result = learner.Learn(2, 3);
        Assert.AreEqual(0.1 * 1.5, learner.Weight, 1e-15);
        Assert.AreEqual(6, result.GradientNorm, "the norm before clipping");
        Assert.AreEqual(0.1 * 1.5 / 6, result.StepSize, 1e-15);
    }

    [TestMethod]
    public void A_gradient_that_overflows_is_refused_and_dropped()
    {
        var learner = new WeightLearner(PlainSgd);
        var result = learner.Learn(1e15, 1e150);
        Assert.AreEqual((UpdateVerdict.Rejected, UpdateReason.NonFiniteGradient), (result.Verdict, result.Reason));
        Assert.AreEqual(0, learner.Weight);
        learner.Learn(2, 3);
        Assert.AreEqual(0.1 * 3 * 2, learner.Weight, 1e-15, "nothing of it is left");
    }

    [TestMethod]
    public void Parameters_change_only_on_multiples_of_UpdateEvery_by_the_mean_gradient()
    {
        var learner = new WeightLearner(PlainSgd with { UpdateEvery = 3 });
        Assert.AreEqual(UpdateReason.Gathering, learner.Learn(1, 1).Reason);
        Assert.AreEqual(UpdateReason.MissingTarget, learner.Learn(1, double.NaN).Reason);
        Assert.AreEqual(0, learner.Weight);
        Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(1, 3).Verdict);
        Assert.AreEqual(0.1 * (1 + 3) / 2, learner.Weight, 1e-15, "mean over the rows that have a target");
    }

    [TestMethod]
    public void A_group_without_a_target_makes_no_update_and_a_missing_target_at_its_end_does_not_lose_the_gradient()
    {
        var learner = new WeightLearner(PlainSgd with { UpdateEvery = 2 });
        learner.Learn(1, double.NaN);
        Assert.AreEqual(UpdateVerdict.Skipped, learner.Learn(1, double.NaN).Verdict);
        learner.Learn(1, 5);
        Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(1, double.NaN).Verdict);
        Assert.AreEqual(0.5, learner.Weight, 1e-15);
    }

    [TestMethod]
    public void Weight_decay_shrinks_before_the_step()
    {
        var options = new UpdateOptions { Optimizer = OptimizerKind.AdamW, LearningRate = 0.1, WeightDecay = 0.5, ClipNorm = null };
        WeightLearner decayed = new(options), plain = new(options with { Optimizer = OptimizerKind.Adam });
        decayed.Learn(1, 1);
        plain.Learn(1, 1);
        double first = plain.Weight;
        Assert.AreEqual(first, decayed.Weight, "nothing to shrink yet");
        decayed.Learn(1, 1);
        plain.Learn(1, 1);
        Assert.AreEqual(plain.Weight - (0.1 * 0.5 * first), decayed.Weight, 1e-12);
    }

    [TestMethod]
    public void A_learning_rate_of_zero_predicts_as_a_learner_that_only_follows()
    {
        WeightLearner learning = new(new() { LearningRate = 0 }), following = new(new()) { Mode = UpdateMode.StateOnly };
        for (int row = 0; row < 100; row++)
        {
            double[] first = new double[1], second = new double[1];
            learning.Learn([row], [1.0], first);
            following.Learn([row], [1.0], second);
            Assert.AreEqual(first[0], second[0]);
        }
    }

    [TestMethod]
    public void A_diverged_learner_returns_to_the_copy_kept_last()
    {
        // w ← w + 10 (y − w x) x with x = 10 multiplies the error by −999 a row: the loss overflows after some fifty rows.
        var learner = new WeightLearner(PlainSgd with { LearningRate = 10, CheckpointInterval = 10, RollBackAfter = 3 });
        UpdateResult result = default;
        double prediction = 0;
        int rejected = 0;
        for (int row = 0; row < 500 && result.Verdict != UpdateVerdict.RolledBack; row++)
        {
            double[] output = new double[1];
            result = learner.Learn([10.0], [1.0], output);
            rejected += result.Verdict == UpdateVerdict.Rejected ? 1 : 0;
            prediction = output[0];
        }

        Assert.AreEqual(UpdateVerdict.RolledBack, result.Verdict);
        Assert.AreEqual(UpdateReason.Diverged, result.Reason);
        Assert.AreEqual(2, rejected, "refused twice, rolled back the third time");
        Assert.IsTrue(double.IsFinite(learner.Weight));
        Assert.IsLessThan(Math.Abs(prediction), Math.Abs(learner.Weight * 10));
        Assert.AreEqual(1, learner.Counts.RolledBack);
        Assert.AreEqual(2, learner.Counts.Rejected, "verdicts are not rolled back");
    }

    [TestMethod]
    public void Refusals_with_an_update_between_them_never_roll_back()
    {
        var learner = new WeightLearner(PlainSgd with { RollBackAfter = 3 });
        for (int round = 0; round < 5; round++)
        {
            Assert.AreEqual(UpdateReason.NonFiniteLoss, learner.Learn(1, 1e200).Reason);
            Assert.AreEqual(UpdateVerdict.Rejected, learner.Learn(1, 1e200).Verdict);
            Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(1, 2).Verdict);
        }

        Assert.AreEqual(new UpdateCounts(5, 0, 10, 0), learner.Counts);
    }

    [TestMethod]
    public void A_roll_back_keeps_the_learning_rate_that_was_set_since()
    {
        var learner = new WeightLearner(PlainSgd with { LearningRate = 10, CheckpointInterval = 1000, RollBackAfter = 1 });
        learner.LearningRate = 9;
        UpdateResult result = default;
        while (result.Verdict != UpdateVerdict.RolledBack)
        {
            result = learner.Learn(10, 1);
        }

        Assert.AreEqual(9, learner.LearningRate);
    }

    [TestMethod]
    public void An_infinite_target_is_refused_and_a_huge_input_too()
    {
        var learner = new WeightLearner(PlainSgd);
        Assert.AreEqual(UpdateReason.NonFiniteTarget, learner.Learn(1, double.PositiveInfinity).Reason);
        Assert.AreEqual(UpdateReason.InputOutOfRange, learner.Learn(1e16, 1).Reason);
        Assert.AreEqual(UpdateReason.NonFiniteInput, learner.Learn(double.NaN, 1).Reason);
        Assert.AreEqual(0, learner.Weight);
        Assert.AreEqual(new UpdateCounts(0, 0, 3, 0), learner.Counts);
    }

    [TestMethod]
    [DataRow("LearningRate")]
    [DataRow("Beta1")]
    [DataRow("Beta2")]
    [DataRow("Epsilon")]
    [DataRow("WeightDecay")]
    [DataRow("ClipNorm")]
    [DataRow("UpdateEvery")]
    [DataRow("CheckpointInterval")]
    [DataRow("RollBackAfter")]
    [DataRow("Optimizer")]
    [DataRow("WinsorizeLimit")]
    [DataRow("QuarantineRows")]
    [DataRow("HuberThreshold")]
    [DataRow("HalfLife")]
    [DataRow("MaximumRelativeStep")]
    [DataRow("MissingInput")]
    public void A_bad_option_is_named(string option)
    {
        UpdateOptions options = option switch
        {
            "LearningRate" => new() { LearningRate = double.NaN },
            "Beta1" => new() { Beta1 = 1 },
            "Beta2" => new() { Beta2 = -0.1 },
            "Epsilon" => new() { Epsilon = 0 },
            "WeightDecay" => new() { WeightDecay = 2 },
            "ClipNorm" => new() { ClipNorm = 0 },
            "UpdateEvery" => new() { UpdateEvery = 0 },
            "CheckpointInterval" => new() { CheckpointInterval = 0 },
            "RollBackAfter" => new() { RollBackAfter = 0 },
            "Optimizer" => new() { Optimizer = (OptimizerKind)7 },
            "WinsorizeLimit" => new() { Gate = new() { WinsorizeLimit = 0.5 } },
            "QuarantineRows" => new() { Gate = new() { QuarantineRows = -1 } },
            "HuberThreshold" => new() { Gate = new() { HuberThreshold = double.NaN } },
            "HalfLife" => new() { Gate = new() { HalfLife = 0 } },
            "MaximumRelativeStep" => new() { Gate = new() { MaximumRelativeStep = 2 } },
            _ => new() { Gate = new() { MissingInput = (MissingInput)7 } },
        };
        Assert.AreEqual(option, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new WeightLearner(options)).ParamName);
    }
}
