using System.Globalization;
using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Contract;

/// <content>The model is saved, loaded and joined to others like any of ML.NET's own. Payloads are compared, not files: those hold times.</content>
public abstract partial class EstimatorContract<TLabel, TOutput>
{
    [TestMethod]
    public void The_same_rows_fit_the_same_model() => Assert.AreEqual(Payload(Model.Loaded), Payload(Fit(History).SavedAndLoaded(History.Schema)));

    [TestMethod]
    [EachLife]
    public void A_model_saved_in_whatever_life_is_the_same_model(Life life)
    {
        var again = ModelOf(life).SavedAndLoaded(History.Schema);

        Assert.AreEqual(Payload(Model.Loaded), Payload(again));
        CollectionAssert.AreEqual(Expected(), Lines(again, Future));
    }

    [TestMethod]
    public void A_saved_model_works_in_a_process_that_has_registered_nothing()
    {
        using var file = new ModelFile();
        Context.Model.Save(Model.Fitted, History.Schema, file.Path);

        string[] lines = ChildProcess.Run(typeof(Program).Assembly, GetType().Assembly, file.Path);

        CollectionAssert.AreEqual(Lines(Model.Fitted, Unlabelled), lines);
    }

    [TestMethod]
    [EachLife]
    public void The_model_may_stand_anywhere_in_nested_chains(Life life)
    {
        var before = Context.Transforms.CopyColumns("Before", "Index").Fit(History);
        var inner = new TransformerChain<ITransformer>(before, new TransformerChain<ITransformer>(ModelOf(life)));
        var nested = inner.Append(Context.Transforms.CopyColumns("After", Outputs[0]).Fit(inner.Transform(History)));
        string[] expected = Lines(nested, Future);

        CollectionAssert.AreEqual(Expected(Outputs), Table.Of(nested.Transform(Future)).Lines(Outputs));
        var loaded = nested.SavedAndLoaded(History.Schema);
        CollectionAssert.AreEqual(expected, Lines(loaded, Future));
        CollectionAssert.AreEqual(expected, Lines(Context.Model.Rehydrate(loaded), Future));
        Assert.AreEqual(Payload(Model.Loaded), Payload(loaded));
    }

    [TestMethod]
    public void The_estimator_may_stand_anywhere_in_nested_chains()
    {
        var chain = Context.Transforms.CopyColumns("Before", "Index")
            .Append(new EstimatorChain<ITransformer>().Append(CreateEstimator(Context)))
            .AppendCacheCheckpoint(Context)
            .Append(Context.Transforms.CopyColumns("After", Outputs[0]));

        var model = chain.Fit(History);

        CollectionAssert.AreEqual(Expected(Outputs), Lines(model, Future, Outputs));
        CollectionAssert.AreEqual(
            Shapes.Texts(Shapes.Of(model.GetOutputSchema(History.Schema))), Shapes.Texts(chain.GetOutputSchema(Shapes.Of(History.Schema))));
    }

    [TestMethod]
    public void A_stage_for_training_only_is_not_asked_of_the_rows()
    {
        var label = new EstimatorChain<ITransformer>().Append(Context.Transforms.CopyColumns("Target", "Label"), TransformerScope.TrainTest);

        var lives = new ModelLives(label.Append(CreateEstimator(Context)).Fit(History), History.Schema);

        foreach (var life in Enum.GetValues<Life>())
        {
            CollectionAssert.AreEqual(Expected(Outputs), Lines(lives[life], Unlabelled, Outputs), $"{life}");
        }
    }

    [TestMethod]
    public void A_model_may_be_disposed_when_another_of_the_same_file_is_in_use()
    {
        var view = ModelOf(Life.Loaded).Transform(Future);
        var other = ModelOf(Life.Fitted).SavedAndLoaded(History.Schema);
        Assert.IsNotEmpty(Lines(other, Future));

        (other as IDisposable)?.Dispose();

        CollectionAssert.AreEqual(Expected(), Table.Of(view).Lines());
    }

    [TestMethod]
    public void The_culture_of_the_thread_changes_nothing()
    {
        var (schema, before) = (History.Schema, CultureInfo.CurrentCulture);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            Assert.AreEqual("1,5", $"{1.5}");
            var model = Fit(History).SavedAndLoaded(schema);

            Assert.AreEqual(Payload(Model.Loaded), Payload(model));
            CollectionAssert.AreEqual(Expected(), Lines(model, Future));
            CollectionAssert.AreEqual(Expected(), Lines(Context.Model.Rehydrate(model), Future));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static SavedPayload SavedPayload(ITransformer loaded) => new(loaded, Context.Data.TakeRows(Unlabelled, 1));

    private static string Payload(ITransformer loaded) => SavedPayload(loaded).Value;
}
