using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;

namespace AdaptiveML.Learners.Tests;

/// <summary>From a number to −log10 of how rare it is.</summary>
[TestClass]
public sealed class TailScoreTests
{
    private static readonly double[] Exponential = Draw();

    [TestMethod]
    [DataRow(0.5)]
    [DataRow(0.1)]
    [DataRow(0.01)]
    [DataRow(0.001)]
    [DataRow(1e-6)]
    public void An_exponential_number_has_the_score_of_its_share(double share) =>
        Assert.AreEqual(-Math.Log10(share), TailScore.Of([.. Exponential]).Of(-Math.Log(share)), 0.05 - (0.05 * Math.Log10(share)));

    [TestMethod]
    public void A_larger_number_has_a_larger_score_without_end()
    {
        var score = TailScore.Of([.. Exponential]);
        for (double value = 0; value < 1e4; value += 0.01 + (0.01 * value))
        {
            Assert.IsLessThan(score.Of(value + 0.01 + (0.01 * value)), score.Of(value));
        }
    }

    [TestMethod]
    public void A_number_that_was_always_the_same_is_usual_and_any_other_is_not()
    {
        var score = TailScore.Of([.. Enumerable.Repeat(2.0, 100)]);
        Assert.IsLessThan(0.1, score.Of(2));
        Assert.IsGreaterThan(3, score.Of(2.2));
        Assert.AreEqual(0, TailScore.Of(new double[100]).Of(0));
    }

    private static double[] Draw()
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 3);
        double[] values = new double[20_000];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = -Math.Log(1 - random.NextUniform());
        }

        return values;
    }
}
