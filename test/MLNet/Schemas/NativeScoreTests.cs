using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Schemas;

/// <summary>What ML.NET's own trainers annotate their columns with, since ours do the same.</summary>
[TestClass]
public sealed class NativeScoreTests
{
    private readonly MLContext _context = new(1);
    private readonly IDataView _rows;

    public NativeScoreTests()
    {
        var rows = _context.Data.LoadFromEnumerable(Readings.Take(40).Select(row => new Labelled
        {
            Label = row.Label,
            Flag = row.Index % 2 == 0,
            Name = row.Name,
            Features = row.Features,
        }));
        _rows = _context.Transforms.Conversion.MapValueToKey("Class", "Name").Fit(rows).Transform(rows);
    }

    /// <summary>
    /// Relied on by RegressionScore, ScoreAnnotations and ClassifierColumn: the columns of each OutputKind but the alarms, of classes where the label
    /// is text.
    /// </summary>
    [TestMethod]
    public void A_score_says_of_which_task_it_is_and_which_of_its_values()
    {
        AssertAnnotated(
            _context.Regression.Trainers.Sdca(maximumNumberOfIterations: 1),
            "Score Single: ScoreColumnKind=Regression ScoreColumnSetId ScoreValueKind=Score");
        AssertAnnotated(
            _context.BinaryClassification.Trainers.SdcaLogisticRegression("Flag", maximumNumberOfIterations: 1),
            "PredictedLabel Boolean: ScoreColumnKind=BinaryClassification ScoreColumnSetId ScoreValueKind=PredictedLabel",
            "Probability Single: IsNormalized ScoreColumnKind=BinaryClassification ScoreColumnSetId ScoreValueKind=Probability",
            "Score Single: ScoreColumnKind=BinaryClassification ScoreColumnSetId ScoreValueKind=Score");
        AssertAnnotated(
            _context.MulticlassClassification.Trainers.SdcaMaximumEntropy("Class", maximumNumberOfIterations: 1),
            "PredictedLabel Key<UInt32, 0-3>: KeyValues ScoreColumnKind=MulticlassClassification ScoreColumnSetId ScoreValueKind=PredictedLabel",
            "Score Vector<Single, 4>: ScoreColumnKind=MulticlassClassification ScoreColumnSetId ScoreValueKind=Score SlotNames TrainingLabelValues");
    }

    private void AssertAnnotated(IEstimator<ITransformer> trainer, params string[] columns)
    {
        var written = trainer.Fit(_rows).GetOutputSchema(_rows.Schema).Where(column => column.Name is "Score" or "Probability" or "PredictedLabel");

        CollectionAssert.AreEqual(columns, written.Select(Describe).Order(StringComparer.Ordinal).ToArray());
    }

    private static string Describe(DataViewSchema.Column column) =>
        $"{column.Name} {column.Type}: "
        + string.Join(' ', column.Annotations.Schema.Names().Order(StringComparer.Ordinal).Select(kind => Describe(column, kind)));

    private static string Describe(DataViewSchema.Column column, string kind) =>
        kind is "ScoreColumnKind" or "ScoreValueKind" ? $"{kind}={column.Annotation<ReadOnlyMemory<char>>(kind)}" : kind;

    private sealed class Labelled
    {
        public float Label { get; set; }

        public bool Flag { get; set; }

        public string? Name { get; set; }

        [VectorType(3)]
        public float[]? Features { get; set; }
    }
}
