using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Which of several methods a trial chooses.</summary>
[TestClass]
public sealed class MethodTrialTests
{
    private const int Rows = 1000;

    [TestMethod]
    public void A_method_that_begins_badly_and_ends_best_is_chosen_and_one_that_only_began_well_is_not()
    {
        var (trial, memory) = Make();
        for (int row = 0; row < Rows; row++)
        {
            Assert.IsFalse(trial.IsDecided(memory));
            trial.Learn(memory, row < Rows / 2 ? [0.1, 0.5, 9] : [0.6, 0.5, 0.4]);
        }

        Assert.AreEqual((true, 2), (trial.IsDecided(memory), trial.Leader(memory)));
    }

    [TestMethod]
    public void The_whole_second_half_decides_and_not_the_last_rows()
    {
        var (trial, memory) = Make();
        for (int row = 0; row < Rows; row++)
        {
            trial.Learn(memory, row < Rows - 20 ? [0.6, 0.4, 0.5] : [0.1, 0.4, 0.5]);
        }

        Assert.AreEqual(1, trial.Leader(memory));
    }

    private static (MethodTrial Trial, LearnerMemory Memory) Make()
    {
        var state = new Layout();
        var trial = new MethodTrial(state, candidates: 3, Rows);
        return (trial, new LearnerMemory(new(), state, new(), 1));
    }
}
