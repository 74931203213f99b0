namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class ClassificationScoreTests
{
    [TestMethod]
    public void Figures_of_a_small_table_are_those_computed_by_hand()
    {
        // Class 0: 3 of 4 found; class 1: 1 of 2.
        var score = new ClassificationScore(2);
        Add(score, 0, 0.9, 0.8, 0.6, 0.3);
        Add(score, 1, 0.2, 0.7);
        var metrics = score.Metrics();
        Assert.AreEqual(6, metrics.Rows);
        Assert.AreEqual(4.0 / 6, metrics.Accuracy, 1e-12);
        Assert.AreEqual((0.75 + 0.5) / 2, metrics.BalancedAccuracy, 1e-12);
        Assert.AreEqual(2.0 / 4, metrics.PositiveF1, 1e-12);
        Assert.AreEqual(((6.0 / 8) + 0.5) / 2, metrics.MacroF1, 1e-12);
        Assert.AreEqual(-(Math.Log(0.9) + Math.Log(0.8) + Math.Log(0.6) + Math.Log(0.3) + Math.Log(0.8) + Math.Log(0.3)) / 6, metrics.LogLoss, 1e-12);
    }

    [TestMethod]
    public void A_row_taken_for_nothing_is_missed_and_no_class_is_charged_with_it()
    {
        var counts = new ConfusionCounts(2);
        counts.Add(0, 0);
        counts.Add(0, -1);
        counts.Add(1, 1);

        Assert.AreEqual(3, counts.Count);
        Assert.AreEqual(2.0 / 3, counts.Accuracy, 1e-12);
        Assert.AreEqual(0.5, counts.Recall(0));
        Assert.AreEqual(1, counts.Precision(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Add(0, -2));
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Add(0, 2));
    }

    [TestMethod]
    public void Probabilities_that_come_true_as_often_as_they_say_have_no_calibration_error()
    {
        var calibrated = new ClassificationScore(2);
        var sure = new ClassificationScore(2);
        for (int row = 0; row < 100; row++)
        {
            calibrated.Add<double>([0.75, 0.25], row % 4 == 0 ? 1 : 0);
            sure.Add<double>([1, 0], row % 4 == 0 ? 1 : 0);
        }

        Assert.AreEqual(0, calibrated.Metrics().CalibrationError, 1e-12);
        Assert.AreEqual(0.25, sure.Metrics().CalibrationError, 1e-12);
        Assert.IsTrue(double.IsFinite(sure.Metrics().LogLoss));
    }

    [TestMethod]
    public void A_row_without_a_prediction_does_not_count_and_a_strange_class_is_refused()
    {
        var score = new ClassificationScore(3);
        score.Add<float>([float.NaN, float.NaN, float.NaN], 1);
        Assert.AreEqual(0, score.Metrics().Rows);
        Assert.Throws<ArgumentException>(() => score.Add<float>([1, 0], 0));
        Assert.Throws<ArgumentException>(() => score.Add<float>([1, 0, 0], 3));
        score.Add<float>([0, 1, 0], 1);
        Assert.AreEqual(1, score.Metrics().BalancedAccuracy);
    }

    private static void Add(ClassificationScore score, int label, params double[] ofClass0)
    {
        foreach (double p in ofClass0)
        {
            score.Add<double>([p, 1 - p], label);
        }
    }
}
