using AdaptiveML.Contract.Support;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

/// <summary>A batch regression and the machine behind it, fitted to the same rows.</summary>
[TestClass]
public sealed class OnlineLruBehindTests
{
    private static readonly MLContext Context = Plant.Context;
    private static readonly OnlineLruOptions Options = new() { LabelColumnName = "Emission", Combined = new() { Unit = new() { StateSize = 4 } } };
    private static readonly IDataView History = Context.Transforms.Concatenate("Features", "Load", "Temperature").Fit(Plant.HistoryView)
        .Transform(Plant.HistoryView);

    [TestMethod]
    public void The_machine_sees_scores_of_rows_that_the_batch_regression_was_not_fitted_to()
    {
        var batch = new Counting(Context.Regression.Trainers.OnlineGradientDescent("Emission"));
        var model = Context.Regression.Trainers.OnlineLruBehind(batch, Options, numberOfParts: 4).Fit(History);

        CollectionAssert.AreEqual(new[] { 100, 200, 300, 400 }, batch.Rows);
        Assert.IsEmpty(model.LastTransformer.FitMessages, "scores that are left out on purpose are no fault of the rows");
        var contaminated = Context.Regression.Trainers.OnlineGradientDescent("Emission")
            .Append(Context.Regression.Trainers.OnlineLru(Options with { BaseScoreColumnName = "Score" })).Fit(History);
        CollectionAssert.AreNotEqual(
            contaminated.LastTransformer.CreateLearner().Memory.Hash(), model.LastTransformer.CreateLearner().Memory.Hash());
    }

    [TestMethod]
    public void The_regression_in_front_in_the_end_is_that_of_all_rows()
    {
        var model = Fit();
        var all = Context.Regression.Trainers.OnlineGradientDescent("Emission").Fit(History);
        CollectionAssert.AreEqual(
            all.Transform(History).GetColumn<float>("Score").ToArray(), model.First().Transform(History).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void It_stands_in_a_pipeline_is_saved_and_learns_in_an_engine()
    {
        var model = Context.Transforms.Concatenate("Features", "Load", "Temperature").Append(Trainer()).Fit(Plant.HistoryView);
        var loaded = model.SavedAndLoaded();
        CollectionAssert.AreEqual(model.Scores(), loaded.Scores());
        using var engine = Context.Model.CreateOnlineEngine<Reading, Estimate>(loaded);
        Assert.AreEqual(Online.UpdateVerdict.Applied, engine.Learn(Recording.Future[0]).Verdict);
    }

    [TestMethod]
    public void What_it_promises_of_the_columns_it_keeps()
    {
        var promised = Trainer().GetOutputSchema(Shapes.Of(History.Schema));
        var real = Fit().Transform(History).Schema;
        CollectionAssert.IsSubsetOf(promised.Select(column => column.Name).ToArray(), real.Select(column => column.Name).ToArray());
        Assert.AreEqual(real["Score"].Type, promised.Last(column => column.Name == "Score").ItemType);
    }

    [TestMethod]
    public void Fewer_rows_than_parts_and_fewer_parts_than_two_are_refused()
    {
        var few = Context.Data.TakeRows(History, 3);
        Assert.Contains("has 3 rows, which cannot be divided into 5 parts", Assert.ThrowsExactly<InvalidOperationException>(() => Trainer().Fit(few)).Message);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Regression.Trainers.OnlineLruBehind(
            Context.Regression.Trainers.OnlineGradientDescent("Emission"), "Emission", numberOfParts: 1));
    }

    private static TransformerChain<OnlineLruTransformer> Fit() => Trainer().Fit(History);

    private static IEstimator<TransformerChain<OnlineLruTransformer>> Trainer() =>
        Context.Regression.Trainers.OnlineLruBehind(Context.Regression.Trainers.OnlineGradientDescent("Emission"), Options);

    /// <summary>Notes the number of rows of each fit.</summary>
    private sealed class Counting(IEstimator<ITransformer> inner) : IEstimator<ITransformer>
    {
        public List<int> Rows { get; } = [];

        public ITransformer Fit(IDataView input)
        {
            Rows.Add(input.GetColumn<float>("Emission").Count());
            return inner.Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
    }
}
