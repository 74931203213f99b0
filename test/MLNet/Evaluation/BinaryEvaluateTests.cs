using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Evaluation;

[TestClass]
public sealed class BinaryEvaluateTests
{
    private static readonly (bool Label, float Score)[] Rows = [(true, 2), (true, -0.5f), (true, 1), (false, -3), (false, 0.5f), (false, -1), (false, 1)];

    private readonly MLContext _context = new();

    [TestMethod]
    public void The_metrics_are_the_textbooks()
    {
        var metrics = _context.BinaryClassification.Evaluate(View(Rows));

        Assert.AreEqual(4 / 7.0, metrics.Accuracy, 1e-12);
        Assert.AreEqual(2 / 4.0, metrics.PositivePrecision, 1e-12);
        Assert.AreEqual(2 / 3.0, metrics.PositiveRecall, 1e-12);
        Assert.AreEqual(2 / 3.0, metrics.NegativePrecision, 1e-12);
        Assert.AreEqual(2 / 4.0, metrics.NegativeRecall, 1e-12);
        Assert.AreEqual(2 * 0.5 * (2 / 3.0) / (0.5 + (2 / 3.0)), metrics.F1Score, 1e-12);
        Assert.AreEqual(-Rows.Sum(row => Math.Log2(row.Label ? Sigmoid(row.Score) : 1.0 - Sigmoid(row.Score))) / 7, metrics.LogLoss, 1e-12);
        double prior = -(3 / 7.0 * Math.Log2(3 / 7.0)) - (4 / 7.0 * Math.Log2(4 / 7.0));
        Assert.AreEqual(prior, metrics.Entropy, 1e-12);
        Assert.AreEqual((prior - metrics.LogLoss) / prior, metrics.LogLossReduction, 1e-12);
    }

    [TestMethod]
    public void A_pair_in_the_right_order_counts_for_the_area_and_a_tie_half()
    {
        var metrics = _context.BinaryClassification.EvaluateNonCalibrated(View(Rows));

        Assert.AreEqual((4 + 2 + 3.5) / 12, metrics.AreaUnderRocCurve, 1e-12);
        Assert.AreEqual((((1 + 1) / 2.0) + ((1 + 1) / 2.0) + (((2 / 4.0) + (3 / 5.0)) / 2)) / 3, metrics.AreaUnderPrecisionRecallCurve, 1e-12);
    }

    [TestMethod]
    public void The_confusion_matrix_has_the_positive_class_first()
    {
        var matrix = _context.BinaryClassification.EvaluateNonCalibrated(View(Rows)).ConfusionMatrix;

        CollectionAssert.AreEqual(new double[] { 2, 1 }, matrix.Counts[0].ToArray());
        CollectionAssert.AreEqual(new double[] { 2, 2 }, matrix.Counts[1].ToArray());
        Assert.AreEqual(
            """
            TEST POSITIVE RATIO:	0.4286 (3.0/(3.0+4.0))
            Confusion table
                      ||======================
            PREDICTED || positive | negative | Recall
            TRUTH     ||======================
             positive ||        2 |        1 | 0.6667
             negative ||        2 |        2 | 0.5000
                      ||======================
            Precision ||   0.5000 |   0.6667 |

            """,
            matrix.GetFormattedConfusionTable(),
            ignoreCase: false);
    }

    [TestMethod]
    public void A_label_may_be_a_number_and_above_zero_is_positive()
    {
        var numbers = _context.Data.LoadFromEnumerable(Rows.Select(row => new Numbered { Label = row.Label ? 3 : -1, Score = row.Score })
            .Append(new() { Label = float.NaN, Score = 9 }).Append(new() { Label = 1, Score = float.NaN }).ToArray());

        var metrics = _context.BinaryClassification.EvaluateNonCalibrated(numbers);

        Assert.AreEqual(_context.BinaryClassification.EvaluateNonCalibrated(View(Rows)).AreaUnderRocCurve, metrics.AreaUnderRocCurve);
        Assert.AreEqual(7, metrics.ConfusionMatrix.Counts.Sum(row => row.Sum()));
    }

    [TestMethod]
    public void Without_both_classes_there_is_no_area()
    {
        var positive = Assert.Throws<ArgumentOutOfRangeException>(() => _context.BinaryClassification.Evaluate(View([(false, 1)])));
        var negative = Assert.Throws<ArgumentOutOfRangeException>(() => _context.BinaryClassification.Evaluate(View([(true, 1)])));

        StringAssert.Contains(positive.Message, "AUC is not defined when there is no positive class in the data", StringComparison.Ordinal);
        StringAssert.Contains(negative.Message, "AUC is not defined when there is no negative class in the data", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_probability_that_is_missing_costs_the_loss_alone()
    {
        var rows = Rows.Select(row => new Scored { Label = row.Label, Score = row.Score, Probability = row.Score == 2 ? float.NaN : Sigmoid(row.Score) }).ToArray();

        var metrics = _context.BinaryClassification.Evaluate(_context.Data.LoadFromEnumerable(rows));

        Assert.IsTrue(double.IsNaN(metrics.LogLoss));
        Assert.IsTrue(double.IsNaN(metrics.LogLossReduction));
        Assert.AreEqual(4 / 7.0, metrics.Accuracy, 1e-12);
    }

    [TestMethod]
    public void Columns_that_do_not_fit_are_errors_of_the_schema()
    {
        var view = View(Rows);
        var catalog = _context.BinaryClassification;

        Assert.Throws<ArgumentOutOfRangeException>(() => catalog.Evaluate(view, "Missing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => catalog.Evaluate(view, "Label", "Missing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => catalog.Evaluate(view, "Label", "Score", "Missing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => catalog.EvaluateNonCalibrated(view, "Label", "Score", "Missing"));
        var score = Assert.Throws<ArgumentOutOfRangeException>(() => catalog.Evaluate(view, "Label", "Label"));
        var label = Assert.Throws<ArgumentOutOfRangeException>(() => catalog.Evaluate(view, "Text"));
        var probability = Assert.Throws<ArgumentOutOfRangeException>(() => catalog.Evaluate(view, "Label", "Score", "Text"));
        StringAssert.Contains(score.Message, "Schema mismatch for score column 'Label': expected Single, got Boolean", StringComparison.Ordinal);
        StringAssert.Contains(label.Message, "Schema mismatch for label column 'Text': expected Single, Double, Boolean, or a Key with cardinality 2, got String", StringComparison.Ordinal);
        StringAssert.Contains(probability.Message, "Schema mismatch for probability column 'Text': expected Single, got String", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Cross_validation_evaluates_what_each_model_has_not_seen()
    {
        var view = View([.. Enumerable.Range(0, 60).Select(i => (i % 2 == 1, (float)((i % 2) - 0.5)))]);
        var estimator = _context.Transforms.CopyColumns("Copy", "Score");

        var calibrated = _context.BinaryClassification.CrossValidate(view, estimator, numberOfFolds: 3, seed: 1);
        var plain = _context.BinaryClassification.CrossValidateNonCalibrated(view, estimator, numberOfFolds: 3, seed: 1);

        Assert.IsTrue(calibrated.All(fold => fold.Metrics.AreaUnderRocCurve == 1 && fold.Metrics.LogLoss < 1));
        Assert.IsTrue(plain.All(fold => fold.Metrics.Accuracy == 1));
    }

    private static float Sigmoid(float score) => (float)(1 / (1 + Math.Exp(-score)));

    private IDataView View((bool Label, float Score)[] rows) => _context.Data.LoadFromEnumerable(
        Array.ConvertAll(rows, row => new Scored { Label = row.Label, Score = row.Score, Probability = Sigmoid(row.Score), PredictedLabel = row.Score > 0 }));

    private sealed class Scored
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }

        public string Text { get; set; } = "";
    }

    private sealed class Numbered
    {
        public float Label { get; set; }

        public float Score { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
