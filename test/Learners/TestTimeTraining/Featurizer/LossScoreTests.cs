using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>How unusual a loss is, and how far a single one can move what is usual.</summary>
[TestClass]
public sealed class LossScoreTests
{
    [TestMethod]
    public void However_large_a_single_loss_is_the_score_afterwards_is_that_after_one_at_its_bound()
    {
        double expected = ScoreAfter(1000);
        Assert.IsGreaterThan(1, expected, "a loss of four deviations is still unusual");
        foreach (double loss in (double[])[1e6, 1e300, double.MaxValue, double.PositiveInfinity])
        {
            Assert.AreEqual(expected, ScoreAfter(loss), 1e-12, $"{loss}");
        }
    }

    [TestMethod]
    public void A_loss_beyond_all_bounds_among_the_first_leaves_a_score_that_comes_back_to_use()
    {
        var (score, memory) = Make();
        Learn(score, memory, 5);
        score.Learn(memory, double.PositiveInfinity);
        Learn(score, memory, 3000);
        Assert.IsInRange(-1, 1, score.Of(memory, 1));
        Assert.AreEqual(LossScore.Bound, score.Of(memory, double.PositiveInfinity));
    }

    private static double ScoreAfter(double loss)
    {
        var (score, memory) = Make();
        Learn(score, memory, 200);
        Assert.AreEqual(LossScore.Bound, score.Of(memory, loss));
        score.Learn(memory, loss);
        return score.Of(memory, 2);
    }

    /// <summary>Losses of 0.75 and 1.25 in turn.</summary>
    private static void Learn(LossScore score, LearnerMemory memory, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            score.Learn(memory, row % 2 == 0 ? 0.75 : 1.25);
        }
    }

    private static (LossScore Score, LearnerMemory Memory) Make()
    {
        Layout state = new(), sequence = new();
        var score = new LossScore(state, sequence, halfLife: 30);
        var memory = new LearnerMemory(new(), state, sequence, 1);
        memory.Activate(default);
        return (score, memory);
    }
}
