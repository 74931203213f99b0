using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Which of several nets predicts, by losses on the same rows.</summary>
[TestClass]
public sealed class MethodContestTests
{
    [TestMethod]
    public void The_best_so_far_leads_at_first()
    {
        var (contest, memory) = Make();
        Run(contest, memory, 20, static _ => [0.5, 0.6, 0.4]);
        Assert.AreEqual(2, contest.Leader(memory));
    }

    [TestMethod]
    public void A_net_that_becomes_better_takes_over_whenever_that_happens()
    {
        var (contest, memory) = Make();
        Run(contest, memory, 20_000, static _ => [0.1, 0.5, 0.9]);
        Assert.AreEqual(0, contest.Leader(memory));
        Run(contest, memory, 1000, static _ => [0.6, 0.5, 0.9]);
        Assert.AreEqual(1, contest.Leader(memory));
        Run(contest, memory, 1000, static _ => [0.6, 0.5, 0.4]);
        Assert.AreEqual(2, contest.Leader(memory));
    }

    [TestMethod]
    public void A_lead_within_the_margin_or_within_what_blocks_differ_by_changes_nothing()
    {
        var (contest, memory) = Make();
        Run(contest, memory, 1000, static _ => [0.4, 0.5, 0.5]);
        Run(contest, memory, 3000, static row => [0.5, row / 50 % 4 == 0 ? 0.35 : 0.54, 0.4975]);
        Assert.AreEqual(0, contest.Leader(memory));
    }

    [TestMethod]
    public void Only_rows_that_both_have_predicted_are_compared()
    {
        var (contest, memory) = Make();
        Run(contest, memory, 1000, static _ => [0.4, 0.5, 0.5]);

        // Every second row is hard, and the second net sleeps through those.
        Run(contest, memory, 4000, static row => row % 2 == 0 ? [0.1, 0.15, double.NaN] : [0.9, double.NaN, 0.85]);
        Assert.AreEqual(2, contest.Leader(memory));
    }

    [TestMethod]
    public void A_loss_without_bounds_counts_against_its_net()
    {
        var (contest, memory) = Make();
        Run(contest, memory, 1000, static _ => [0.5, double.PositiveInfinity, 0.6]);
        Assert.AreEqual(0, contest.Leader(memory));
        Assert.AreEqual(9, contest.Behind(memory, 1), 1e-9);
        Assert.AreEqual(0.2, contest.Behind(memory, 2), 1e-9);
    }

    private static void Run(MethodContest contest, LearnerMemory memory, int rows, Func<int, double[]> losses)
    {
        for (int row = 0; row < rows; row++)
        {
            contest.Learn(memory, losses(row));
        }
    }

    private static (MethodContest Contest, LearnerMemory Memory) Make()
    {
        var state = new Layout();
        var contest = new MethodContest(state, nets: 3);
        return (contest, new LearnerMemory(new(), state, new(), 1));
    }
}
