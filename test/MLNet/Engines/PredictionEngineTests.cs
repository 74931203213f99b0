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

    public PredictionEngineTests()
    {
        var source = _context.Data.LoadFromEnumerable(_rows);
        _model = _context.Transforms.Sum().Append(_context.Transforms.CopyColumns("Copy", "Sum")).Fit(source);
    }

    [TestMethod]
    public void An_engine_gives_row_by_row_what_Transform_gives()
    {
        using var engine = _context.Model.CreatePredictionEngine<Reading, SumMapping.Output>(_model);

        CollectionAssert.AreEqual(Maps.ExpectedSums(100), _rows.Select(r => engine.Predict(r).Sum).ToArray());
    }

    [TestMethod]
    public void Each_engine_has_a_state_of_its_own()
    {
        using var one = _context.Model.CreatePredictionEngine<Reading, SumMapping.Output>(_model);
        using var two = _context.Model.CreatePredictionEngine<Reading, SumMapping.Output>(_model);
        var expected = Maps.ExpectedSums(100);

        for (var i = 0; i < 100; i++)
        {
            Assert.AreEqual(expected[i], one.Predict(_rows[i]).Sum);
            if (i % 2 == 0)
                Assert.AreEqual(expected[i / 2], two.Predict(_rows[i / 2]).Sum);
        }
    }

    [TestMethod]
    public void An_engine_whose_result_lacks_our_outputs_does_not_advance_them()
    {
        var maps = 0;
        var sum = new SumMapping();
        var source = _context.Data.LoadFromEnumerable(_rows);
        var model = _context.Transforms.StatefulCustomMapping<SumMapping.Input, SumMapping.Output, SumMapping.State>(
            (_, _, _) => maps++, sum.GetStateInitAction(), null).Fit(source);
        using var engine = _context.Model.CreatePredictionEngine<Reading, LabelOnly>(model);

        Assert.AreEqual(7f, engine.Predict(_rows[7]).Label);
        Assert.AreEqual(0, maps);
    }

    [TestMethod]
    public void Engines_of_one_model_run_side_by_side()
    {
        var expected = Maps.ExpectedSums(100);

        Parallel.For(0, 16, _ =>
        {
            using var engine = _context.Model.CreatePredictionEngine<Reading, SumMapping.Output>(_model);
            CollectionAssert.AreEqual(expected, _rows.Select(r => engine.Predict(r).Sum).ToArray());
        });
    }

    [TestMethod]
    public void A_result_given_by_reference_is_filled()
    {
        using var engine = _context.Model.CreatePredictionEngine<Reading, SumMapping.Output>(_model);
        var result = new SumMapping.Output { Sum = -1 };
        var same = result;

        engine.Predict(_rows[4], ref result);

        Assert.AreSame(same, result);
        Assert.AreEqual(4f, result.Sum);
    }

    [TestMethod]
    public void An_engine_allocates_nothing_when_the_result_is_reused()
    {
        using var engine = _context.Model.CreatePredictionEngine<Reading, SumMapping.Output>(_model);
        var result = new SumMapping.Output();

        Allocations.AssertNone(i => engine.Predict(_rows[i % 100], ref result));
    }

    [TestMethod]
    public void A_missing_input_column_is_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Model.CreatePredictionEngine<LabelOnly, SumMapping.Output>(_model));
    }

    [TestMethod]
    public void A_missing_output_column_is_an_error_unless_ignored()
    {
        Assert.Throws<Exception>(() => _context.Model.CreatePredictionEngine<Reading, Unknown>(_model, ignoreMissingColumns: false));

        using var engine = _context.Model.CreatePredictionEngine<Reading, Unknown>(_model, ignoreMissingColumns: true);
        Assert.AreEqual(3f, engine.Predict(_rows[3]).Sum);
    }

    [TestMethod]
    public void Vectors_and_texts_reach_the_result()
    {
        using var engine = _context.Model.CreatePredictionEngine<Reading, Reading>(_model);

        var result = engine.Predict(_rows[9]);

        Assert.AreEqual("n1", result.Name);
        CollectionAssert.AreEqual(_rows[9].Features, result.Features);
    }

    [TestMethod]
    public void The_output_schema_is_the_models()
    {
        using var engine = _context.Model.CreatePredictionEngine<Reading, SumMapping.Output>(_model);

        CollectionAssert.AreEqual(new[] { "Index", "Label", "Name", "Features", "Sum", "Copy" }, engine.OutputSchema.Names());
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
