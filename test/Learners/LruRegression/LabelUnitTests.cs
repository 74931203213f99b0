using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Labels that come in another unit, for a while or for ever, against a twin whose labels do not.</summary>
[TestClass]
public sealed class LabelUnitTests
{
    private const int Undecided = 3;

    [TestMethod]
    [DataRow(1e3)]
    [DataRow(1e2)]
    [DataRow(1e6)]
    [DataRow(60)]
    public void Another_unit_is_taken_up_with_the_fourth_row_and_so_is_the_return(double unit)
    {
        var stream = new LabelStream(0.1);
        LruRegressor<double> twin = stream.Fit(), learner = (LruRegressor<double>)twin.Clone();
        for (int row = 0; row < 600; row++)
        {
            double factor = row < 300 ? unit : 1;
            var (input, label) = stream.Next();
            double[] told = Learn(learner, input, label * factor), expected = Learn(twin, input, label);
            if (row % 300 >= Undecided)
            {
                Assert.AreEqual(expected[0], told[0] / factor, 0.1 * stream.Deviation, $"row {row}");
                Assert.IsLessThan(1.5 * (expected[2] - expected[1]), (told[2] - told[1]) / factor, $"interval of row {row}");
            }
        }
    }

    [TestMethod]
    public void What_speaks_for_another_unit_is_saved()
    {
        var stream = new LabelStream(0.1);
        var learner = stream.Fit();
        for (int row = 0; row < 10; row++)
        {
            using var saved = new MemoryStream();
            learner.Save(saved);
            saved.Position = 0;
            var loaded = LruRegressor<double>.Load(saved);
            var (input, label) = stream.Next();
            CollectionAssert.AreEqual(Learn(learner, input, 1e3 * label), Learn(loaded, input, 1e3 * label), $"row {row}");
        }
    }

    [TestMethod]
    public void Labels_that_cannot_be_told_from_nought_say_nothing_of_their_unit()
    {
        var stream = new LabelStream(0.1);
        var learner = stream.Fit();
        for (int row = 0; row < 300; row++)
        {
            var (input, label) = stream.Next();
            Learn(learner, input, row < 40 ? 0 : label);
        }

        var (last, truth) = stream.Next();
        Assert.AreEqual(truth, Learn(learner, last, truth)[0], stream.Deviation);
    }

    private static double[] Learn(LruRegressor<double> learner, double[] input, double label)
    {
        double[] prediction = new double[learner.OutputSize];
        learner.Learn(new RowContext(), input, [label], prediction);
        return prediction;
    }
}
