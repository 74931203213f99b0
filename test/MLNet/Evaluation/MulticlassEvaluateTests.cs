using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Evaluation;

[TestClass]
public sealed class MulticlassEvaluateTests
{
    private static readonly (string Label, float[] Score)[] Rows =
    [
        ("ant", [0.7f, 0.2f, 0.1f]),
        ("ant", [0.3f, 0.5f, 0.2f]),
        ("bee", [0.1f, 0.8f, 0.1f]),
        ("bee", [0.4f, 0.35f, 0.25f]),
        ("bee", [0.1f, 0.2f, 0.7f]),
        ("a cat", [0, 0, 1]),
    ];

    private readonly MLContext _context = new();

    [TestMethod]
    public void The_metrics_are_the_textbooks()
    {
        var metrics = Evaluate(Rows);

        double prior = -((2 * Math.Log(2 / 6.0)) + (3 * Math.Log(3 / 6.0)) + Math.Log(1 / 6.0)) / 6;
        Assert.AreEqual(3 / 6.0, metrics.MicroAccuracy, 1e-12);
        Assert.AreEqual(((1 / 2.0) + (1 / 3.0) + 1) / 3, metrics.MacroAccuracy, 1e-12);
        double ants = -Math.Log(0.7f) - Math.Log(0.3f), bees = -Math.Log(0.8f) - Math.Log(0.35f) - Math.Log(0.2f);
        Assert.AreEqual((ants + bees) / 6, metrics.LogLoss, 1e-12);
        Assert.AreEqual((prior - metrics.LogLoss) / prior, metrics.LogLossReduction, 1e-12);
        Assert.AreEqual(ants / 2, metrics.PerClassLogLoss[0], 1e-12);
        Assert.AreEqual(bees / 3, metrics.PerClassLogLoss[1], 1e-12);
        Assert.AreEqual(0, metrics.PerClassLogLoss[2], 1e-12);
    }

    [TestMethod]
    public void The_right_class_is_looked_for_among_the_first_ones()
    {
        var metrics = Evaluate(Rows, topK: 2);

        Assert.AreEqual(2, metrics.TopKPredictionCount);
        Assert.HasCount(2, metrics.TopKAccuracyForAllK);
        Assert.AreEqual(metrics.MicroAccuracy, metrics.TopKAccuracyForAllK[0], 1e-12);
        Assert.AreEqual(1, metrics.TopKAccuracy, 1e-12);
        Assert.AreEqual(metrics.TopKAccuracy, metrics.TopKAccuracyForAllK[1], 1e-12);
        Assert.IsNull(Evaluate(Rows).TopKAccuracyForAllK);
        Assert.AreEqual(0, Evaluate(Rows).TopKAccuracy);
        Assert.Throws<ArgumentOutOfRangeException>(() => Evaluate(Rows, topK: -1));
    }

    [TestMethod]
    public void Of_equal_scores_the_first_is_the_higher_one()
    {
        var metrics = Evaluate([("bee", [0.5f, 0.5f, 0]), ("ant", [0.5f, 0.5f, 0])], topK: 2);

        Assert.AreEqual(0.5, metrics.MicroAccuracy);
        Assert.AreEqual(1, metrics.TopKAccuracy);
    }

    [TestMethod]
    public void The_confusion_matrix_has_a_row_for_each_true_class()
    {
        var matrix = Evaluate(Rows).ConfusionMatrix;

        Assert.AreEqual(3, matrix.NumberOfClasses);
        CollectionAssert.AreEqual(new double[] { 1, 1, 0 }, matrix.Counts[0].ToArray());
        CollectionAssert.AreEqual(new double[] { 1, 1, 1 }, matrix.Counts[1].ToArray());
        CollectionAssert.AreEqual(new double[] { 0, 0, 1 }, matrix.Counts[2].ToArray());
        Assert.AreEqual(1, matrix.GetCountForClassPair(predictedClassIndicatorIndex: 2, actualClassIndicatorIndex: 1));
        Assert.AreEqual(0, matrix.GetCountForClassPair(predictedClassIndicatorIndex: 1, actualClassIndicatorIndex: 2));
        Assert.AreEqual(1 / 3.0, matrix.PerClassRecall[1], 1e-12);
        Assert.AreEqual(0.5, matrix.PerClassPrecision[1], 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.GetCountForClassPair(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.GetCountForClassPair(0, -1));
    }

    [TestMethod]
    public void The_table_names_the_classes_as_the_score_does() => Assert.AreEqual(
        """

        Confusion table
                  ||========================
        PREDICTED ||   ant |   bee | a cat | Recall
        TRUTH     ||========================
              ant ||     1 |     1 |     0 | 0.5000
              bee ||     1 |     1 |     1 | 0.3333
            a cat ||     0 |     0 |     1 | 1.0000
                  ||========================
        Precision ||0.5000 |0.5000 |0.5000 |

        """,
        Evaluate(Rows).ConfusionMatrix.GetFormattedConfusionTable(),
        ignoreCase: false);

    [TestMethod]
    public void Names_that_are_too_long_are_numbered() => Assert.AreEqual(
        """

        Confusion table
                      ||======================
        PREDICTED     ||        0 |        1 | Recall
        TRUTH         ||======================
        0.    a short ||        1 |        0 | 1.0000
        1. a tall oak ||        0 |        1 | 1.0000
                      ||======================
        Precision     ||   1.0000 |   1.0000 |

        """,
        _context.MulticlassClassification.Evaluate(Two("a short", "a tall oak")).ConfusionMatrix.GetFormattedConfusionTable(),
        ignoreCase: false);

    [TestMethod]
    public void A_score_without_names_has_numbers_for_them()
    {
        var view = _context.Data.LoadFromEnumerable([new Numbered { Label = 1, Score = [0, 1] }, new Numbered { Label = 0, Score = [1, 0] }]);

        var metrics = _context.MulticlassClassification.Evaluate(view);

        Assert.AreEqual(1, metrics.MicroAccuracy);
        StringAssert.Contains(metrics.ConfusionMatrix.GetFormattedConfusionTable(), "PREDICTED ||        0 |        1 | Recall", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_row_without_a_label_or_with_a_broken_score_does_not_count()
    {
        var without = Evaluate(Rows);
        var with = Evaluate([.. Rows, ("", [0.2f, 0.3f, 0.5f]), ("bee", [0, float.NaN, 1]), ("bee", [0, 1, float.PositiveInfinity])]);

        Assert.AreEqual(without.LogLoss, with.LogLoss);
        Assert.AreEqual(without.MicroAccuracy, with.MicroAccuracy);
    }

    [TestMethod]
    public void A_class_that_the_score_does_not_know_is_missed()
    {
        var view = _context.Data.LoadFromEnumerable([new Numbered { Label = 1, Score = [0, 1] }, new Numbered { Label = 2, Score = [1, 0] }]);

        var metrics = _context.MulticlassClassification.Evaluate(view, topKPredictionCount: 2);

        Assert.AreEqual(0.5, metrics.MicroAccuracy);
        Assert.AreEqual(1, metrics.MacroAccuracy);
        Assert.AreEqual(-Math.Log(1e-15f) / 2, metrics.LogLoss, 1e-12);
        Assert.AreEqual(0.5, metrics.TopKAccuracy);
        Assert.AreEqual(1, metrics.ConfusionMatrix.Counts.Sum(row => row.Sum()));
    }

    [TestMethod]
    public void No_rows_give_zeros()
    {
        var metrics = Evaluate([]);

        Assert.AreEqual(0, metrics.MicroAccuracy);
        Assert.AreEqual(0, metrics.MacroAccuracy);
        Assert.AreEqual(0, metrics.LogLoss);
        Assert.IsTrue(double.IsNaN(metrics.LogLossReduction));
    }

    [TestMethod]
    public void Columns_that_do_not_fit_are_errors_of_the_schema()
    {
        var view = View(Rows);
        var catalog = _context.MulticlassClassification;

        Assert.Throws<ArgumentOutOfRangeException>(() => catalog.Evaluate(view, "Missing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => catalog.Evaluate(view, "Label", "Missing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => catalog.Evaluate(view, "Label", "Score", "Missing"));
        var label = Assert.Throws<ArgumentOutOfRangeException>(() => catalog.Evaluate(view, "Text"));
        var score = Assert.Throws<ArgumentOutOfRangeException>(() => catalog.Evaluate(view, "Label", "Label"));
        StringAssert.Contains(label.Message, "Schema mismatch for label column 'Text': expected Single or Key, got String", StringComparison.Ordinal);
        StringAssert.Contains(score.Message, "Schema mismatch for score column 'Label': expected vector of two or more items of type Single, got Key", StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => catalog.Evaluate(null!));
        Assert.Throws<ArgumentException>(() => catalog.Evaluate(view, ""));
    }

    [TestMethod]
    public void Cross_validation_evaluates_what_each_model_has_not_seen()
    {
        var rows = Enumerable.Range(0, 60).Select(i => new Numbered { Label = i % 2, Score = [1 - (i % 2), i % 2] });
        var view = _context.Data.LoadFromEnumerable(rows);

        var folds = _context.MulticlassClassification.CrossValidate(view, _context.Transforms.CopyColumns("Copy", "Score"), numberOfFolds: 3, seed: 1);

        Assert.HasCount(3, folds);
        Assert.IsTrue(folds.All(fold => fold.Metrics.MicroAccuracy == 1));
        Assert.AreEqual(60, folds.Sum(fold => fold.ScoredHoldOutSet.GetColumn<float>("Label").Count()));
    }

    private MulticlassClassificationMetrics Evaluate((string Label, float[] Score)[] rows, int topK = 0) =>
        _context.MulticlassClassification.Evaluate(View(rows), topKPredictionCount: topK);

    private IDataView View((string Label, float[] Score)[] rows) => View(rows, Rows.Select(row => row.Label).Distinct().ToArray());

    private IDataView Two(string first, string second) => View([(first, [1, 0]), (second, [0, 1])], [first, second]);

    private IDataView View((string Label, float[] Score)[] rows, string[] classes)
    {
        var definition = SchemaDefinition.Create(typeof(Scored));
        definition["Score"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classes.Length);
        definition["Score"].AddAnnotation(
            "SlotNames",
            new VBuffer<ReadOnlyMemory<char>>(classes.Length, Array.ConvertAll(classes, name => name.AsMemory())),
            new VectorDataViewType(TextDataViewType.Instance, classes.Length));
        var view = _context.Data.LoadFromEnumerable(rows.Select(row => new Scored { Text = row.Label, Score = row.Score }).ToArray(), definition);
        var keys = _context.Data.LoadFromEnumerable(classes.Select(name => new Name { Text = name }).ToArray());
        return _context.Transforms.Conversion.MapValueToKey("Label", "Text", keyData: keys).Append(_context.Transforms.CopyColumns("PredictedLabel", "Label")).Fit(view).Transform(view);
    }

    private sealed class Name
    {
        public string Text { get; set; } = "";
    }

    private sealed class Scored
    {
        public string Text { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    private sealed class Numbered
    {
        public float Label { get; set; }

        [VectorType(2)]
        public float[] Score { get; set; } = [];

        public float PredictedLabel { get; set; }
    }
}
