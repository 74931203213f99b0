using AdaptiveML.Learners.Comodulation;

namespace AdaptiveML.Learners.Tests;

/// <summary>When the fit of a base ends.</summary>
[TestClass]
public sealed class ClearProgressTests
{
    [TestMethod]
    public void It_goes_on_while_rows_held_back_are_predicted_clearly_better()
    {
        var progress = new ClearProgress(2);
        for (int pass = 0; pass < 20; pass++)
        {
            progress.Add([1 - (0.01 * pass), 2 - (0.02 * pass), 1.5 - (0.01 * pass)]);
            Assert.IsTrue(progress.GoesOn);
        }
    }

    [TestMethod]
    public void It_ends_after_some_passes_of_nothing_but_chance()
    {
        var progress = new ClearProgress(3);
        progress.Add([1, 1, 1, 1]);
        progress.Add([0.5, 1.4, 0.9, 1.1]);
        progress.Add([1.4, 0.5, 1.1, 0.9]);
        Assert.IsTrue(progress.GoesOn);
        progress.Add([0.9, 1.2, 0.4, 1.3]);
        Assert.IsFalse(progress.GoesOn);
    }

    [TestMethod]
    public void Without_rows_held_back_all_passes_are_made()
    {
        var progress = new ClearProgress(1);
        for (int pass = 0; pass < 5; pass++)
        {
            progress.Add([]);
        }

        Assert.IsTrue(progress.GoesOn);
    }
}
