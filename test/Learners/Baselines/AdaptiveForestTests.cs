using AdaptiveML.Kernels;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Baselines;

/// <summary>What an adaptive random forest learns, and that it starts over where the law changes.</summary>
[TestClass]
public sealed class AdaptiveForestTests
{
    private const int Inputs = 4;

    [TestMethod]
    public void It_learns_a_product_that_no_input_tells_by_itself()
    {
        var forest = new AdaptiveForestClassifier<double>(Inputs, new(), 2);
        Assert.IsGreaterThan(0.85, Accuracy(forest, 6000, 1, input => input[0] * input[1] > 0));
    }

    [TestMethod]
    public void It_follows_a_law_that_turns_around()
    {
        var forest = new AdaptiveForestClassifier<double>(Inputs, new(), 2);
        Accuracy(forest, 6000, 1, input => input[0] + (0.5 * input[1]) > 0);
        Assert.IsGreaterThan(0.88, Accuracy(forest, 2000, 2, input => input[0] + (0.5 * input[1]) < 0));
    }

    [TestMethod]
    public void Trees_that_have_no_room_left_go_on()
    {
        var forest = new AdaptiveForestClassifier<double>(Inputs, new() { NumberOfTrees = 2, NumberOfLeaves = 2 }, 40);
        double[] input = new double[Inputs], scores = new double[40];
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        for (int row = 0; row < 4000; row++)
        {
            Draw(random, input);
            Assert.AreEqual(UpdateVerdict.Applied, forest.Learn(input, [row % 40], scores).Verdict);
        }

        Assert.IsTrue(scores.Any(double.IsFinite));
    }

    /// <summary>The share of rows answered rightly before they were learnt, of the last half.</summary>
    private static double Accuracy(AdaptiveForestClassifier<double> forest, int rows, ulong seed, Func<double[], bool> law)
    {
        double[] input = new double[Inputs], scores = new double[2];
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        int right = 0;
        for (int row = 0; row < rows; row++)
        {
            Draw(random, input);
            int label = law(input) ? 1 : 0;
            forest.Learn(input, [label], scores);
            right += row >= rows / 2 && BestClass.Of<double>(scores) == label ? 1 : 0;
        }

        return right / (rows / 2.0);
    }

    private static void Draw(Xoshiro256 random, double[] input)
    {
        foreach (ref double value in input.AsSpan())
        {
            value = random.NextNormal();
        }
    }
}
