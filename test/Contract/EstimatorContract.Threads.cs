using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using Microsoft.ML;

namespace AdaptiveML.Contract;

/// <content>The model can be used by many threads at once.</content>
public abstract partial class EstimatorContract<TLabel, TOutput>
{
    [TestMethod]
    [EachLife]
    public void Many_threads_share_one_model_and_one_view(Life life)
    {
        var (model, expected) = (ModelOf(life), Expected());
        var view = model.Transform(Future);

        ManyThreads.Run(i => CollectionAssert.AreEqual(expected, Table.Of(i % 2 == 0 ? view : model.Transform(Future)).Lines()));
    }

    [TestMethod]
    [EachLife]
    public void Many_threads_have_an_engine_each(Life life)
    {
        var (model, expected) = (ModelOf(life), Expected(Outputs));

        ManyThreads.Run(_ =>
        {
            using var engine = new MLContext().Model.CreatePredictionEngine<Drive, TOutput>(model);
            CollectionAssert.AreEqual(expected, Lines(Array.ConvertAll(Recording.Future, step => engine.Predict(step.Row))));
        });
    }

    [TestMethod]
    public void Many_threads_save_and_load_one_model()
    {
        var (model, schema, expected) = (Fit(History), History.Schema, Expected());

        ManyThreads.Run(_ => CollectionAssert.AreEqual(expected, Lines(model.SavedAndLoaded(schema), Future)));
    }

    [TestMethod]
    [EachLife]
    public void Parallel_cursors_put_together_by_batch_give_the_rows_in_order(Life life)
    {
        var view = ModelOf(life).Transform(Future);
        var copies = Changed(view, Context.Transforms.CopyColumns("Copy", Outputs[0]));

        CollectionAssert.AreEqual(Expected(), Table.OfCursorSet(view, 4).Lines());
        CollectionAssert.AreEqual(Table.Of(copies).Lines(), Table.OfCursorSet(copies, 4).Lines());
        CollectionAssert.AreEqual(Expected(Outputs), Table.OfCursorSet(copies, 4).Lines(Outputs));
    }
}
