using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Evaluation;

/// <summary>What Evaluate reads where no column is named: the columns that our models write by default.</summary>
[TestClass]
public sealed class EvaluateTests
{
    private readonly MLContext _context = new();

    /// <summary>Relied on by DefaultColumnNames and RegressionScore: a saved model, whose score has no annotations, is evaluated as well.</summary>
    [TestMethod]
    public void A_regression_is_read_from_Label_and_Score()
    {
        var view = _context.Data.LoadFromEnumerable([new Number { Label = 1, Score = 1.5f }, new Number { Label = 2, Score = 1 }]);

        Assert.AreEqual(0.75, _context.Regression.Evaluate(view).MeanAbsoluteError, 1e-12);
    }

    /// <summary>
    /// Relied on by OnlineOutput.LogOdds, Probability and Decision: a label without annotations, and Score, Probability and PredictedLabel by their
    /// names.
    /// </summary>
    [TestMethod]
    public void A_binary_classification_is_read_from_Label_Score_Probability_and_PredictedLabel()
    {
        var view = _context.Data.LoadFromEnumerable([
            new Flag { Label = true, Score = 2, Probability = 0.9f, PredictedLabel = true },
            new Flag { Label = false, Score = 1, Probability = 0.7f, PredictedLabel = true },
            new Flag { Label = false, Score = -1, Probability = 0.3f, PredictedLabel = false }]);

        var metrics = _context.BinaryClassification.Evaluate(view);

        Assert.AreEqual(2 / 3.0, metrics.Accuracy, 1e-12);
        Assert.AreEqual(1, metrics.AreaUnderRocCurve, 1e-12);
        Assert.AreEqual(-(Math.Log2(0.9f) + Math.Log2(1 - 0.7f) + Math.Log2(1 - 0.3f)) / 3, metrics.LogLoss, 1e-6);
    }

    /// <summary>
    /// Relied on by OnlineOutput.ClassScores and PredictedClass: the label is a key whose classes are in the order of the score's slots, whose names
    /// the table shows.
    /// </summary>
    [TestMethod]
    public void A_multiclass_classification_is_read_from_Label_Score_and_PredictedLabel()
    {
        var definition = SchemaDefinition.Create(typeof(Class));
        definition["Score"].AddAnnotation(
            "SlotNames",
            new VBuffer<ReadOnlyMemory<char>>(3, ["ant".AsMemory(), "bee".AsMemory(), "cat".AsMemory()]),
            new VectorDataViewType(TextDataViewType.Instance, 3));
        var view = _context.Data.LoadFromEnumerable([
            new Class { Label = 0, Score = [0.7f, 0.2f, 0.1f], PredictedLabel = 0 },
            new Class { Label = 2, Score = [0, 0.6f, 0.4f], PredictedLabel = 1 }], definition);

        var metrics = _context.MulticlassClassification.Evaluate(view, topKPredictionCount: 2);

        Assert.AreEqual(0.5, metrics.MicroAccuracy, 1e-12);
        Assert.AreEqual(1, metrics.TopKAccuracy, 1e-12);
        StringAssert.Contains(metrics.ConfusionMatrix.GetFormattedConfusionTable(), "PREDICTED ||   ant |   bee |   cat | Recall", StringComparison.Ordinal);
    }

    /// <summary>Relied on by BestClass: of equal scores the first class is the predicted one, for us as for ML.NET.</summary>
    [TestMethod]
    public void Of_equal_scores_the_first_is_the_higher_one()
    {
        var view = _context.Data.LoadFromEnumerable([
            new Class { Label = 0, Score = [0.5f, 0.5f, 0], PredictedLabel = 0 },
            new Class { Label = 1, Score = [0.5f, 0.5f, 0], PredictedLabel = 0 }]);

        Assert.AreEqual(0.5, _context.MulticlassClassification.Evaluate(view).MicroAccuracy, 1e-12);
    }

    /// <summary>
    /// Relied on by SlotLabels and LabelKeys: what the keys stand for is of no account, a key behind the score's slots counts as wrong, and a missing one does
    /// not count.
    /// </summary>
    [TestMethod]
    public void A_key_behind_the_slots_is_wrong_and_a_missing_one_is_passed_over()
    {
        var keys = _context.Data.LoadFromEnumerable(new[] { "cat", "bee", "ant", "owl" }.Select(name => new Text { Name = name }));
        var rows = _context.Data.LoadFromEnumerable([
            new Text { Name = "cat", Score = [0.7f, 0.2f, 0.1f], PredictedLabel = 0 },
            new Text { Name = "owl", Score = [0.7f, 0.2f, 0.1f], PredictedLabel = 0 },
            new Text { Name = "elk", Score = [0.7f, 0.2f, 0.1f], PredictedLabel = 0 }]);
        var names = _context.Transforms.SelectColumns("Name").Fit(keys).Transform(keys);
        var view = _context.Transforms.Conversion.MapValueToKey("Label", "Name", keyData: names).Fit(rows).Transform(rows);

        Assert.AreEqual(0.5, _context.MulticlassClassification.Evaluate(view).MicroAccuracy, 1e-12);
    }

    private sealed class Text
    {
        public string Name { get; set; } = "";

        [VectorType(3)]
        public float[] Score { get; set; } = [];

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

    private sealed class Number
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }

    private sealed class Flag
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }

    /// <summary>From objects, keys are counted from zero.</summary>
    private sealed class Class
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [];

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }
}
