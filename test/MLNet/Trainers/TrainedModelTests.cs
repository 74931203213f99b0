using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace AdaptiveML.MLNet.Tests.Trainers;

/// <summary>What a trainer asks of the columns, what its transformer adds to them, and how it is saved.</summary>
[TestClass]
public sealed class TrainedModelTests
{
    private readonly MLContext _context = new(1);
    private readonly IDataView _rows;
    private readonly SdcaRegressionTrainer _trainer;

    public TrainedModelTests()
    {
        _rows = _context.Data.LoadFromEnumerable(Examples.Take(100, noise: 1));
        _trainer = _context.Regression.Trainers.Sdca(maximumNumberOfIterations: 5);
    }

    [TestMethod]
    public void The_score_is_added_with_its_annotations()
    {
        var schema = _trainer.Fit(_rows).GetOutputSchema(_rows.Schema);

        CollectionAssert.AreEqual(new[] { "Label", "Importance", "Features", "Score" }, schema.Names());
        Assert.AreEqual(NumberDataViewType.Single, schema["Score"].Type);
        CollectionAssert.AreEquivalent(new[] { "ScoreColumnSetId", "ScoreColumnKind", "ScoreValueKind" }, schema["Score"].Annotations.Schema.Names());
        Assert.AreEqual("Regression", schema["Score"].Annotation<ReadOnlyMemory<char>>("ScoreColumnKind").ToString());
        Assert.AreEqual("Score", schema["Score"].Annotation<ReadOnlyMemory<char>>("ScoreValueKind").ToString());
        Assert.AreEqual(1u, schema["Score"].Annotation<uint>("ScoreColumnSetId"));
        Assert.AreEqual(new KeyDataViewType(typeof(uint), int.MaxValue), schema["Score"].Annotations.Schema["ScoreColumnSetId"].Type);
    }

    [TestMethod]
    public void Scores_of_one_schema_have_numbers_of_their_own()
    {
        var model = _trainer.Append(_context.Transforms.CopyColumns("First", "Score")).Append(_trainer).Fit(_rows);

        Assert.AreEqual(2u, model.GetOutputSchema(_rows.Schema)["Score"].Annotation<uint>("ScoreColumnSetId"));
    }

    [TestMethod]
    public void The_promised_score_is_the_delivered_one()
    {
        var shape = Shape(_trainer);

        Assert.AreEqual((VectorKind.Scalar, NumberDataViewType.Single, false), (shape.Kind, shape.ItemType, shape.IsKey));
        CollectionAssert.AreEquivalent(
            new[] { "ScoreColumnSetId key UInt32", "ScoreColumnKind String", "ScoreValueKind String" },
            shape.Annotations.Select(column => $"{column.Name} {(column.IsKey ? "key " : "")}{column.ItemType}").ToArray());
    }

    [TestMethod]
    [DataRow("Missing", "Features", "Could not find label column 'Missing'")]
    [DataRow("Features", "Features", "Schema mismatch for label column 'Features'")]
    [DataRow("Label", "Missing", "Could not find feature column 'Missing'")]
    [DataRow("Label", "Importance", "Schema mismatch for feature column 'Importance'")]
    public void A_column_that_is_missing_or_of_another_type_is_named(string label, string features, string message)
    {
        var trainer = _context.Regression.Trainers.Sdca(label, features);

        var fit = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(_rows));
        var promise = Assert.Throws<ArgumentOutOfRangeException>(() => Shape(trainer));

        StringAssert.Contains(fit.Message, message, StringComparison.Ordinal);
        StringAssert.Contains(promise.Message, message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_label_of_another_type_is_named()
    {
        var wide = _context.Transforms.Conversion.ConvertType("Wide", "Label", DataKind.Double).Fit(_rows).Transform(_rows);

        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => _context.Regression.Trainers.Sdca("Wide").Fit(wide));

        StringAssert.Contains(refusal.Message, "Schema mismatch for label column 'Wide': expected Single, got Double", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Scoring_needs_the_features_as_they_were_and_no_label()
    {
        var transformer = _trainer.Fit(_rows);
        var unlabelled = _context.Transforms.DropColumns("Label").Fit(_rows).Transform(_rows);
        var unfeatured = _context.Transforms.DropColumns("Features").Fit(_rows).Transform(_rows);
        var shorter = _context.Transforms.Concatenate("Features", "Label", "Importance").Fit(_rows).Transform(_rows);

        CollectionAssert.AreEqual(Scores(transformer, _rows), Scores(transformer, unlabelled));
        Assert.Throws<ArgumentOutOfRangeException>(() => transformer.GetOutputSchema(unfeatured.Schema));
        Assert.Throws<ArgumentOutOfRangeException>(() => transformer.GetOutputSchema(shorter.Schema));
        Assert.AreEqual("Features", transformer.FeatureColumnName);
        Assert.AreEqual(_rows.Schema["Features"].Type, transformer.FeatureColumnType);
    }

    [TestMethod]
    public void No_rows_are_an_error()
    {
        Assert.Throws<InvalidOperationException>(() => _trainer.Fit(_context.Data.LoadFromEnumerable(Array.Empty<Example>())));
    }

    [TestMethod]
    public void A_loaded_model_scores_alike_and_shows_its_weights()
    {
        var model = _context.Transforms.NormalizeMeanVariance("Features").Append(_trainer).Fit(_rows);
        using var file = new ModelFile();
        _context.Model.Save(model, _rows.Schema, file.Path);

        var loaded = new MLContext().Model.Load(file.Path, out _);

        CollectionAssert.AreEqual(Scores(model, _rows), Scores(loaded, _rows));
        var parameters = (LinearRegressionModelParameters)((ISingleFeaturePredictionTransformer<object>)((IEnumerable<ITransformer>)loaded).Last()).Model;
        CollectionAssert.AreEqual(model.LastTransformer.Model.Weights.ToArray(), parameters.Weights.ToArray());
        Assert.AreEqual(model.LastTransformer.Model.Bias, parameters.Bias);
        Assert.AreEqual("Regression", loaded.GetOutputSchema(_rows.Schema)["Score"].Annotation<ReadOnlyMemory<char>>("ScoreColumnKind").ToString());
    }

    [TestMethod]
    public void A_value_out_of_range_is_refused()
    {
        var trainers = _context.Regression.Trainers;

        Assert.Throws<ArgumentOutOfRangeException>(() => trainers.Sdca(l2Regularization: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainers.Sdca(l1Regularization: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainers.Sdca(maximumNumberOfIterations: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainers.Sdca(new SdcaRegressionTrainer.Options { ConvergenceTolerance = 0 }));
    }

    [TestMethod]
    public void The_squared_loss_is_the_textbooks()
    {
        var loss = new SquaredLoss();

        Assert.AreEqual(2.25, loss.Loss(3, 1.5f));
        Assert.AreEqual(3, loss.Derivative(3, 1.5f));
        Assert.AreEqual(2.0 / 3, loss.ComputeDualUpdateInvariant(1), 1e-6);
        Assert.AreEqual((1.5 - 3 - 0.5 * 2) * 0.25, loss.DualUpdate(3, 1.5f, 2, 0.25f, 1), 1e-6);
        Assert.AreEqual(2 * 1.5 - 2 * 2 / 4.0, loss.DualLoss(1.5f, 2), 1e-6);
    }

    private SchemaShape.Column Shape(SdcaRegressionTrainer trainer)
    {
        var probe = new Probe();
        new EstimatorChain<ITransformer>().Append(probe).Fit(_rows);
        return trainer.GetOutputSchema(probe.Seen!).Single(column => column.Name == "Score");
    }

    private static float[] Scores(ITransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float>("Score")];
}
