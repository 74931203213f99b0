using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Mappings;

/// <summary>A stateful mapping, and the fixed calibrator that anchors it.</summary>
[TestClass]
public sealed class StatefulMappingTests
{
    private const int Rows = 5_000;

    private readonly MLContext _context = new();
    private readonly IDataView _source;

    public StatefulMappingTests() => _source = _context.Data.LoadFromEnumerable(Readings.Take(Rows));

    /// <summary>Relied on by SavedModelScorer: each pass over a saved model's view begins where the model was saved.</summary>
    [TestMethod]
    public void Every_pass_starts_from_a_state_of_its_own_and_sees_the_rows_in_order()
    {
        var view = _context.Transforms.Sum().Fit(_source).Transform(_source);
        var expected = Maps.ExpectedSums(Rows);

        using (var cursor = view.GetRowCursor(view.Schema))
        {
            cursor.MoveNext();
            cursor.MoveNext();
            Assert.AreEqual(1f, cursor.Get<float>("Sum"));
        }

        CollectionAssert.AreEqual(expected, view.GetColumn<float>("Sum").ToArray());
        CollectionAssert.AreEqual(expected, view.GetColumn<float>("Sum").ToArray());
    }

    /// <summary>Relied on by SavedPipelineBuilder only as the reason for its anchor: should this pass, the anchor can go.</summary>
    [TestMethod]
    public void A_pass_that_asks_for_none_of_its_outputs_throws()
    {
        var view = _context.Transforms.Sum().Fit(_source).Transform(_source);

        Assert.Throws<Exception>(() => view.GetColumn<float>("Label").ToArray());
    }

    /// <summary>Relied on by SavedPipelineBuilder: with its anchor, whose own column is dropped, any column of a saved model can be read alone.</summary>
    [TestMethod]
    public void A_fixed_calibrator_behind_it_lets_any_column_be_asked_for()
    {
        var anchored = _context.Transforms.Sum().Append(Platt()).Fit(_source).Transform(_source);
        var view = _context.Transforms.DropColumns("Probability").Fit(anchored).Transform(anchored);

        CollectionAssert.AreEqual(_source.GetColumn<float>("Label").ToArray(), view.GetColumn<float>("Label").ToArray());
        CollectionAssert.AreEqual(Maps.ExpectedSums(Rows), view.GetColumn<float>("Sum").ToArray());
    }

    /// <summary>
    /// Relied on by Logistic: a binary classifier's probability is the calibrator's, bit for bit the one of a saved model, and annotated as
    /// normalized.
    /// </summary>
    [TestMethod]
    public void A_fixed_calibrator_gives_the_logistic_function_and_its_model_computes_the_same_bits()
    {
        var source = _context.Data.LoadFromEnumerable(Enumerable.Range(-50, 101).Select(i => new SumMapping.Output { Sum = i * 0.37f }));
        var nothing = _context.Data.LoadFromEnumerable(Array.Empty<SumMapping.Output>());
        var fitted = Platt().Fit(nothing);
        var view = fitted.Transform(source);
        var calibrator = ((ISingleFeaturePredictionTransformer<PlattCalibrator>)fitted).Model;

        foreach (var (score, probability) in view.GetColumn<float>("Sum").Zip(view.GetColumn<float>("Probability")))
        {
            Assert.AreEqual(1 / (1 + Math.Exp(-score)), probability, 1e-6);
            Assert.AreEqual(probability, calibrator.PredictProbability(score));
        }

        Assert.IsTrue(view.Schema["Probability"].Annotation<bool>("IsNormalized"));
    }

    private IEstimator<ITransformer> Platt() => _context.BinaryClassification.Calibrators.Platt(slope: -1, offset: 0, scoreColumnName: "Sum");
}
