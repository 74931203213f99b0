using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Chains;

/// <summary>A stage that prepares the label stands in scope TrainTest: scoring must do without it.</summary>
[TestClass]
public sealed class ScopeTests
{
    private readonly MLContext _context = new();
    private readonly TransformerChain<ITransformer> _model;
    private readonly IDataView _unlabelled;

    public ScopeTests()
    {
        var source = _context.Data.LoadFromEnumerable(Readings.Take(30));
        _model = new EstimatorChain<ITransformer>()
            .Append(_context.Transforms.CopyColumns("Target", "Label"), TransformerScope.TrainTest)
            .Append(_context.Transforms.Double())
            .Fit(source);
        _unlabelled = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 5).Select(i => new Unlabelled { Index = i }).ToArray());
    }

    [TestMethod]
    public void Transform_keeps_to_the_scoring_stages()
    {
        var view = _model.Transform(_unlabelled);

        CollectionAssert.AreEqual(new[] { "Index", "Twice" }, view.Schema.Names());
        Assert.AreEqual(8f, view.GetColumn<float>("Twice").Last());
        CollectionAssert.AreEqual(view.Schema.Names(), _model.GetOutputSchema(_unlabelled.Schema).Names());
    }

    [TestMethod]
    public void The_row_mapper_does_not()
    {
        ITransformer chain = _model;

        Assert.Throws<ArgumentOutOfRangeException>(() => chain.GetRowToRowMapper(_unlabelled.Schema));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Model.CreatePredictionEngine<Unlabelled, DoubleMapping.Output>(_model));
    }

    [TestMethod]
    public void The_model_for_scoring_has_a_row_mapper_without_the_label()
    {
        var scoring = _model.GetModelFor(TransformerScope.Scoring);
        using var engine = _context.Model.CreatePredictionEngine<Unlabelled, DoubleMapping.Output>(scoring);

        Assert.AreEqual(6f, engine.Predict(new Unlabelled { Index = 3 }).Twice);
    }

    [TestMethod]
    [DataRow(TransformerScope.Training, 2)]
    [DataRow(TransformerScope.Testing, 2)]
    [DataRow(TransformerScope.Scoring, 1)]
    [DataRow(TransformerScope.Everything, 2)]
    public void The_model_for_a_scope_holds_the_very_stages_of_that_scope(TransformerScope scope, int count)
    {
        var stages = _model.GetModelFor(scope).ToArray();

        CollectionAssert.AreEqual(_model.Skip(2 - count).ToArray(), stages);
    }

    [TestMethod]
    public void Scopes_given_to_a_chain_are_read_back_by_scope()
    {
        var stages = _model.ToArray();

        var rebuilt = new TransformerChain<ITransformer>(stages, [TransformerScope.TrainTest, TransformerScope.Scoring]);

        CollectionAssert.AreEqual(new[] { stages[0] }, rebuilt.GetModelFor(TransformerScope.Training).ToArray());
        CollectionAssert.AreEqual(new[] { stages[1] }, rebuilt.GetModelFor(TransformerScope.Scoring).ToArray());
    }

    private sealed class Unlabelled
    {
        public float Index { get; set; }
    }
}
