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

    public ScopeTests()
    {
        var source = _context.Data.LoadFromEnumerable(Readings.Take(30));
        _model = new EstimatorChain<ITransformer>()
            .Append(_context.Transforms.CopyColumns("Target", "Label"), TransformerScope.TrainTest)
            .Append(_context.Transforms.Double())
            .Fit(source);
    }

    /// <summary>Relied on by Chain.ScoringStages and EngineBinding: they pick the stages that score, since a row mapper does not.</summary>
    [TestMethod]
    public void Transform_keeps_to_the_scoring_stages_and_a_row_mapper_does_not()
    {
        var unlabelled = _context.Data.LoadFromEnumerable(new[] { new SumMapping.Input { Index = 4 } });
        ITransformer chain = _model;

        Assert.AreEqual(8f, chain.Transform(unlabelled).GetColumn<float>("Twice").Single());
        Assert.Throws<ArgumentOutOfRangeException>(() => chain.GetRowToRowMapper(unlabelled.Schema));
    }

    /// <summary>
    /// Relied on by Chain.Replace, which gives a rebuilt chain the scopes of the old one: each stage's is found by reference among those of a scope,
    /// in order.
    /// </summary>
    [TestMethod]
    public void Scopes_are_read_back_by_the_very_stages_of_a_scope()
    {
        var stages = _model.ToArray();

        var rebuilt = new TransformerChain<ITransformer>(stages, [TransformerScope.TrainTest, TransformerScope.Everything]);

        foreach (var chain in new[] { _model, rebuilt })
        {
            CollectionAssert.AreEqual(stages, chain.GetModelFor(TransformerScope.Training).ToArray());
            CollectionAssert.AreEqual(stages, chain.GetModelFor(TransformerScope.Testing).ToArray());
            CollectionAssert.AreEqual(new[] { stages[1] }, chain.GetModelFor(TransformerScope.Scoring).ToArray());
        }
    }
}
