using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>How values are seen through the running scales of several elements.</summary>
[TestClass]
public sealed class SeenValuesTests
{
    [TestMethod]
    public void Values_are_seen_by_the_scale_of_their_own_element_up_to_ten_deviations()
    {
        var (scale, memory) = Make(3);
        double[] seen = new double[3];
        scale.Standardize(memory, [1.5, -3, 0], seen);
        Assert.AreEqual(1.5, seen[0], 1e-6, "it begins as the scale of the fit");
        for (int row = 0; row < 500; row++)
        {
            scale.Update(memory, [row % 2 == 0 ? 3 : 5, 0.5 * (row % 2), 0]);
        }

        scale.Standardize(memory, [5, 0.5, 1e9], seen);
        Assert.AreEqual(1, seen[0], 0.1);
        Assert.AreEqual(1, seen[1], 0.1);
        Assert.AreEqual(10, seen[2]);
        scale.Standardize(memory, [-1e300, double.NaN, 0], seen);
        Assert.AreEqual(-10, seen[0]);
        Assert.AreEqual(double.NaN, seen[1]);
    }

    [TestMethod]
    public void A_value_that_is_not_known_moves_its_own_scale_not_at_all()
    {
        var (scale, memory) = Make(2);
        double[] before = new double[2], after = new double[2];
        scale.Standardize(memory, [1, 1], before);
        for (int row = 0; row < 100; row++)
        {
            scale.Update(memory, [double.NaN, 3]);
        }

        scale.Standardize(memory, [1, 1], after);
        Assert.AreEqual(before[0], after[0]);
        Assert.IsLessThan(before[1], after[1]);
    }

    [TestMethod]
    public void Without_a_half_life_nothing_drifts_and_nothing_is_kept()
    {
        var state = new Layout();
        var scale = new DriftingScale(state, "scale", 2, null);
        Assert.IsFalse(scale.Drifts);
        Assert.IsEmpty(state.Fields);
    }

    private static (DriftingScale Scale, LearnerMemory Memory) Make(int size)
    {
        var state = new Layout();
        var scale = new DriftingScale(state, "scale", size, 30);
        var memory = new LearnerMemory(new(), state, new(), 1);
        scale.Initialize(memory);
        return (scale, memory);
    }
}
