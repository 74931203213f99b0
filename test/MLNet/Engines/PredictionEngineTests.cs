using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Engines;

[TestClass]
public sealed class PredictionEngineTests
{
    private readonly MLContext _context = new();
    private readonly Reading[] _rows = Readings.Take(100);
    private readonly ITransformer _model;

    public PredictionEngineTests() => _model = _context.Transforms.Sum()
        .Append(_context.Transforms.CopyColumns("Copy", "Sum")).Fit(_context.Data.LoadFromEnumerable(_rows));

    /// <summary>
    /// Relied on by BoundStage and EngineBinding: an engine binds each stage to one row, with the columns that the stage names, and moves it at each
    /// prediction. So EngineBinding reads the row of the stages in front whatever the caller's result class has.
    /// </summary>
    [TestMethod]
    public void An_engine_binds_one_row_and_moves_it_by_one_at_each_prediction()
    {
        var stage = new CountingStage("Index");
        using var engine = _context.Model.CreatePredictionEngine<Reading, LabelOnly>(new TransformerChain<ITransformer>(stage));
        var row = stage.Bound.Single();
        var index = row.GetGetter<float>(row.Schema["Index"]);
        float value = 0;
        var before = row.Position;

        for (var i = 1; i < 4; i++)
        {
            engine.Predict(_rows[i * 7]);
            index(ref value);
            Assert.AreEqual(before + i, row.Position);
            Assert.AreEqual(i * 7f, value);
        }

        Assert.HasCount(1, stage.Bound);
    }

    /// <summary>
    /// Relied on by EngineBinding, whose reader has a result class that reads nothing, and by what OnlineTransformer says of such engines.
    /// </summary>
    [TestMethod]
    public void An_engine_whose_result_lacks_our_outputs_does_not_compute_them()
    {
        var calls = 0;
        var sum = new SumMapping();
        var model = _context.Transforms.StatefulCustomMapping<SumMapping.Input, SumMapping.Output, SumMapping.State>(
            (_, _, _) => calls++, sum.GetStateInitAction(), null).Fit(_context.Data.LoadFromEnumerable(_rows));
        using var engine = _context.Model.CreatePredictionEngine<Reading, LabelOnly>(model);

        Assert.AreEqual(7f, engine.Predict(_rows[7]).Label);
        Assert.AreEqual(0, calls);
    }

    /// <summary>Relied on by OnlineEngine, which hands the caller's object through, and whose rows cost no allocation.</summary>
    [TestMethod]
    public void A_result_given_by_reference_is_filled_without_an_allocation()
    {
        using var engine = _context.Model.CreatePredictionEngine<Reading, SumMapping.Output>(_model);
        var result = new SumMapping.Output();
        var same = result;

        Allocations.AssertNone(i => engine.Predict(_rows[i % 100], ref result));

        Assert.AreSame(same, result);
        Assert.IsGreaterThan(0f, result.Sum);
    }

    /// <summary>Relied on by OnlineEngineOptions.IgnoreMissingColumns.</summary>
    [TestMethod]
    public void A_missing_output_column_is_an_error_unless_ignored()
    {
        var options = new PredictionEngineOptions { IgnoreMissingColumns = false, OwnsTransformer = false };
        Assert.Throws<Exception>(() => _context.Model.CreatePredictionEngine<Reading, Unknown>(_model, options));

        options.IgnoreMissingColumns = true;
        using var engine = _context.Model.CreatePredictionEngine<Reading, Unknown>(_model, options);
        Assert.AreEqual(3f, engine.Predict(_rows[3]).Sum);
    }

    /// <summary>Relied on by GroupReader and TextLabels: a text that is null is empty, so an unknown group or class.</summary>
    [TestMethod]
    public void A_null_text_is_read_as_an_empty_one()
    {
        var stage = new CountingStage("Name");
        using var engine = _context.Model.CreatePredictionEngine<Reading, LabelOnly>(new TransformerChain<ITransformer>(stage));

        engine.Predict(new Reading { Name = null, Features = [0, 0, 0] });

        Assert.IsTrue(stage.Bound.Single().Get<ReadOnlyMemory<char>>("Name").IsEmpty);
    }

    private sealed class LabelOnly
    {
        public float Label { get; set; }
    }

    private sealed class Unknown
    {
        public float Sum { get; set; }

        public float Nowhere { get; set; }
    }
}
