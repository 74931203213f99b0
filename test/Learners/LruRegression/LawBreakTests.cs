using AdaptiveML.Learners.LruRegression;

namespace AdaptiveML.Learners.Tests;

/// <summary>What the label is of the inputs changes for good.</summary>
[TestClass]
public sealed class LawBreakTests
{
    [TestMethod]
    [DataRow("the other way round", 100)]
    [DataRow("a sensor in another unit", 300)]
    [DataRow("the label in another unit", 100)]
    public void A_law_that_changes_is_soon_learnt_anew(string what, int within)
    {
        const double Noise = 0.05;
        var stream = new LabelStream(Noise);
        var learner = stream.Fit();
        double squares = 0, unit = what == "the label in another unit" ? 1000 : 1;
        for (int row = 0; row < within + 50; row++)
        {
            var (input, label) = stream.Next();
            input[0] *= what == "a sensor in another unit" ? 1000 : 1;
            label = what == "the other way round" ? 14 - label : unit * label;
            double error = (Estimate(learner, input, label) - label) / unit;
            squares += row >= within ? error * error : 0;
        }

        Assert.IsLessThan(6 * Noise, Math.Sqrt(squares / 50));
    }

    private static double Estimate(LruRegressor<double> learner, double[] input, double label)
    {
        double[] prediction = new double[learner.OutputSize];
        learner.Learn(input, [label], prediction);
        return prediction[0];
    }
}
