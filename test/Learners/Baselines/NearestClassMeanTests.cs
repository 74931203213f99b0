using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Baselines;

[TestClass]
public sealed class NearestClassMeanTests
{
    private static readonly (double[] Input, int Class, double Weight)[] Rows =
    [
        ([1, 2], 0, 1), ([3, 1], 0, 2), ([-4, 0], 2, 1), ([2, 2.5], 0, 0.5), ([-3, 1], 2, 3), ([-4.5, -1], 2, 1),
    ];

    [TestMethod]
    public void Means_and_spread_are_those_of_all_rows()
    {
        var learner = Learn(Rows);

        for (int c = 0; c < 3; c += 2)
        {
            var own = Rows.Where(row => row.Class == c).ToArray();
            double weight = own.Sum(row => row.Weight);
            Assert.AreEqual(weight, learner.Weight(c), 1e-12);
            Assert.AreEqual(own.Sum(row => row.Weight * row.Input[0]) / weight, learner.Mean(c)[0], 1e-12);
            Assert.AreEqual(own.Sum(row => row.Weight * row.Input[1]) / weight, learner.Mean(c)[1], 1e-12);
        }

        double total = Rows.Sum(row => row.Weight), spread = Rows.Sum(row => row.Weight * Distance(learner, row.Input, row.Class)), variance = spread / (2 * total);
        double[] at = [0, 1], prediction = new double[6];
        learner.Predict(at, prediction);
        double odds = (Distance(learner, at, 2) - Distance(learner, at, 0)) / (2 * variance);
        Assert.AreEqual(odds, Math.Log(prediction[0] / prediction[2]), 1e-9);
        Assert.AreEqual(odds, prediction[3], 1e-9);
        Assert.AreEqual(-odds, prediction[5], 1e-9);
        Assert.AreEqual(1, prediction[0] + prediction[2], 1e-12);
    }

    [TestMethod]
    public void The_order_of_the_rows_changes_nothing_but_rounding()
    {
        var (learner, other) = (Learn(Rows), Learn([.. Rows.Reverse()]));
        double[] prediction = new double[6], expected = new double[6];
        learner.Predict([0.5, 0.25], expected);
        other.Predict([0.5, 0.25], prediction);

        for (int i = 0; i < prediction.Length; i++)
        {
            Assert.AreEqual(expected[i], prediction[i], 1e-12);
        }
    }

    [TestMethod]
    public void A_class_without_rows_is_never_predicted()
    {
        double[] prediction = new double[6];
        Learn(Rows).Predict([0, 0], prediction);

        Assert.AreEqual(0, prediction[1]);
        Assert.AreEqual(-NearestClassMean<double>.LargestMargin, prediction[4]);
    }

    [TestMethod]
    public void Before_the_first_row_all_classes_are_alike()
    {
        double[] prediction = new double[6];
        new NearestClassMean<double>(2, 3).Predict([1, 1], prediction);

        CollectionAssert.AreEqual(new[] { 1 / 3.0, 1 / 3.0, 1 / 3.0, 0, 0, 0 }, prediction);
    }

    [TestMethod]
    public void Of_rows_that_are_all_means_the_nearest_class_is_certain()
    {
        double[] prediction = new double[6];
        Learn([([0, 0], 0, 1), ([1, 1], 1, 1)]).Predict([0.1, 0], prediction);

        CollectionAssert.AreEqual(new double[] { 1, 0, 0, 80, -80, -80 }, prediction);
    }

    [TestMethod]
    public void The_loss_is_that_of_the_right_class()
    {
        var learner = Learn(Rows);
        double[] prediction = new double[6];

        var result = learner.Learn([0, 1], [2], prediction);

        Assert.AreEqual(-Math.Log(prediction[2]), result.Loss, 1e-9);
        Assert.AreEqual(UpdateReason.MissingTarget, learner.Learn([0, 1], [double.NaN], prediction).Reason);
    }

    [TestMethod]
    public void A_weight_beyond_arithmetic_is_refused()
    {
        var learner = Learn([([0, 0], 0, double.MaxValue)]);
        double[] prediction = new double[6];

        var result = learner.Learn(new RowContext { Weight = double.MaxValue }, [1, 1], [0], prediction);

        Assert.AreEqual(UpdateVerdict.Rejected, result.Verdict);
        Assert.AreEqual(double.MaxValue, learner.Weight(0));
    }

    private static NearestClassMean<double> Learn((double[] Input, int Class, double Weight)[] rows)
    {
        var learner = new NearestClassMean<double>(2, 3);
        foreach (var (input, index, weight) in rows)
        {
            Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(new RowContext { Weight = weight }, input, [index], new double[6]).Verdict);
        }

        return learner;
    }

    private static double Distance(NearestClassMean<double> learner, double[] at, int index)
    {
        double x = at[0] - learner.Mean(index)[0], y = at[1] - learner.Mean(index)[1];
        return (x * x) + (y * y);
    }
}
