using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Chains;

[TestClass]
public sealed class RehydrateTests
{
    private static readonly MLContext Context = Sample.Context;

    [TestMethod]
    public void A_model_without_anything_of_ours_comes_back_as_the_same_object()
    {
        ITransformer single = Context.Transforms.CopyColumns("Copy", "Label").Fit(Sample.View);
        ITransformer fitted = Context.Transforms.CopyColumns("Copy", "Label").Append(Context.Transforms.CopyColumns("Again", "Copy")).Fit(Sample.View);

        foreach (var model in new[] { single, fitted, fitted.SavedAndLoaded(), new TransformerChain<ITransformer>(fitted, single) })
        {
            Assert.AreSame(model, Context.Model.Rehydrate(model));
        }
    }

    [TestMethod]
    public void A_fitted_model_comes_back_as_the_same_object() => Assert.AreSame(Sample.Model, Context.Model.Rehydrate(Sample.Model));

    [TestMethod]
    public void Stages_of_ours_at_any_depth_come_back_and_all_others_stay()
    {
        var map = Context.Transforms.Conversion.MapValue("Mapped", [KeyValuePair.Create(1f, 2f)], "Label").Fit(Sample.View);
        var label = Context.Transforms.CopyColumns("Target", "Label").Fit(Sample.View);
        var inner = new TransformerChain<ITransformer>(Sample.Model, Context.Transforms.CopyColumns("Copy", "Score").Fit(Sample.Model.Transform(Sample.View)));
        var second = LeakyTransformer.Over(Sample.View.Schema, output: "Second");
        var model = new TransformerChain<ITransformer>(
            [map, label, inner, second],
            [TransformerScope.Everything, TransformerScope.TrainTest, TransformerScope.Everything, TransformerScope.Scoring]);
        var loaded = model.SavedAndLoaded();

        var rehydrated = (TransformerChain<ITransformer>)Context.Model.Rehydrate(loaded);

        CollectionAssert.AreEqual(Kinds(model), Kinds(rehydrated));
        foreach (var scope in new[] { TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring })
        {
            CollectionAssert.AreEqual(Kinds(model.GetModelFor(scope)), Kinds(rehydrated.GetModelFor(scope)));
        }

        foreach (var each in new[] { model, loaded, rehydrated, rehydrated.SavedAndLoaded() })
        {
            var scored = each.Transform(Sample.View);
            CollectionAssert.AreEqual(Sample.Scores, scored.GetColumn<float>("Copy").ToArray());
            CollectionAssert.AreEqual(Sample.Scores, scored.GetColumn<float>("Second").ToArray());
        }
    }

    [TestMethod]
    public void A_stage_that_stands_twice_keeps_both_scopes()
    {
        var copy = Context.Transforms.CopyColumns("Copy", "Label").Fit(Sample.View);
        var model = new TransformerChain<ITransformer>(
            [copy, Sample.Model, copy], [TransformerScope.Training, TransformerScope.Everything, TransformerScope.Scoring]);

        var replaced = (TransformerChain<ITransformer>)Chain.Replace(
            model, part => part == Sample.Model ? LeakyTransformer.Over(Sample.View.Schema, output: "Other") : null);

        Assert.HasCount(2, replaced.GetModelFor(TransformerScope.Training));
        Assert.HasCount(2, replaced.GetModelFor(TransformerScope.Scoring));
        Assert.HasCount(1, replaced.GetModelFor(TransformerScope.Testing));
        Assert.IsInstanceOfType<OnlineTransformer>(replaced.GetModelFor(TransformerScope.Scoring).First());
    }

    private static string[] Kinds(ITransformer model) => model is IEnumerable<ITransformer> chain
        ? ["(", .. chain.SelectMany(Kinds), ")"]
        : [model.GetType().Name];
}
