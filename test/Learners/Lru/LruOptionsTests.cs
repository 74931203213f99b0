using AdaptiveML.Learners.Lru;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class LruOptionsTests
{
    [TestMethod]
    [DataRow("StateSize")]
    [DataRow("MinimumRadius")]
    [DataRow("MaximumRadius")]
    [DataRow("MaximumPhase")]
    [DataRow("RecurrentLearningRateFactor")]
    [DataRow("GradientMode")]
    [DataRow("InputGain")]
    [DataRow("DirectPath")]
    [DataRow("Readout")]
    [DataRow("ReadoutWidth")]
    public void A_bad_option_is_named(string option)
    {
        LruOptions options = option switch
        {
            "StateSize" => new() { StateSize = 0 },
            "MinimumRadius" => new() { MinimumRadius = 0.995, MaximumRadius = 0.99 },
            "MaximumRadius" => new() { MaximumRadius = 1 },
            "MaximumPhase" => new() { MaximumPhase = 7 },
            "RecurrentLearningRateFactor" => new() { RecurrentLearningRateFactor = double.NaN },
            "GradientMode" => new() { GradientMode = (GradientMode)9 },
            "Readout" => new() { Readout = (ReadoutKind)9 },
            "ReadoutWidth" => new() { ReadoutWidth = 0 },
            "InputGain" => new() { InputGain = (InputGain)9 },
            _ => new() { DirectPath = (DirectPath)9 },
        };
        Assert.AreEqual(option, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new LruLearner<float>(2, 1, options)).ParamName);
    }

    [TestMethod]
    public void A_diagonal_path_needs_as_many_inputs_as_outputs() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new LruLearner<float>(2, 1, new() { DirectPath = DirectPath.Diagonal }));

    [TestMethod]
    public void Initial_eigenvalues_lie_on_the_ring_and_the_seed_decides()
    {
        var options = new LruOptions { StateSize = 200, MinimumRadius = 0.6, MaximumRadius = 0.9, MaximumPhase = 0.5 };
        var learner = new LruLearner<double>(1, 1, options);
        double[] lambda = learner.Memory.State.View<double>(learner.Fields.Lambda).ToArray();
        for (int n = 0; n < 200; n++)
        {
            var value = new System.Numerics.Complex(lambda[n], lambda[n + (lambda.Length / 2)]);
            Assert.IsInRange(0.6 - 1e-12, 0.9 + 1e-12, value.Magnitude);
            Assert.IsInRange(0, 0.5, value.Phase);
        }

        Assert.AreEqual(learner.HashText(), new LruLearner<double>(1, 1, options).HashText());
        Assert.AreNotEqual(learner.HashText(), new LruLearner<double>(1, 1, options with { Seed = 2 }).HashText());
    }
}
