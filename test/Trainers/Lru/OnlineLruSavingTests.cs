using System.Globalization;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

[TestClass]
public sealed class OnlineLruSavingTests
{
    private static readonly float[] Expected = Plant.Model.Scores();

    [TestMethod]
    public void A_loaded_model_scores_bit_for_bit_like_the_fitted_one() =>
        CollectionAssert.AreEqual(Expected, Plant.Model.SavedAndLoaded().Scores());

    [TestMethod]
    public void A_loaded_model_works_in_a_process_that_registered_nothing()
    {
        using var file = new ModelFile();
        Plant.Context.Model.Save(Plant.Model, Plant.HistoryView.Schema, file.Path);

        var lines = ChildProcess.Run("score", file.Path);

        CollectionAssert.AreEqual(Expected, lines.Select(line => float.Parse(line, CultureInfo.InvariantCulture)).ToArray());
    }

    [TestMethod]
    public void A_rehydrated_model_scores_alike_and_knows_its_options_its_history_and_its_annotations()
    {
        var rehydrated = Plant.Context.Model.Rehydrate(Plant.Model.SavedAndLoaded());

        CollectionAssert.AreEqual(Expected, rehydrated.Scores());
        var (before, after) = (Plant.Model.OnlineStage(), rehydrated.OnlineStage());
        Assert.AreEqual(before.Options, after.Options);
        CollectionAssert.AreEqual(before.TrainingHistory.ToArray(), after.TrainingHistory.ToArray());
        Assert.AreEqual(before.Model.Columns, after.Model.Columns);
        CollectionAssert.AreEqual(before.CreateLearner().Memory.Hash(), after.CreateLearner().Memory.Hash());
        Assert.IsNotNull(rehydrated.Transform(Plant.HistoryView).Schema["Score"].Annotations.Schema.GetColumnOrNull("ScoreColumnKind"));
    }

    [TestMethod]
    public void A_rehydrated_model_can_be_saved_again() =>
        CollectionAssert.AreEqual(Expected, Plant.Context.Model.Rehydrate(Plant.Model.SavedAndLoaded()).SavedAndLoaded().Scores());

    [TestMethod]
    public void The_transformer_can_be_saved_alone()
    {
        var stage = Plant.Model.OnlineStage();
        var features = new TransformerChain<ITransformer>([.. ((IEnumerable<ITransformer>)Plant.Model).SkipLast(1)]);

        var loaded = new TransformerChain<ITransformer>(features, stage.SavedAndLoaded());

        CollectionAssert.AreEqual(Expected, loaded.Scores());
    }

    [TestMethod]
    public void It_may_stand_anywhere_in_nested_chains()
    {
        var behind = Plant.Context.Transforms.CopyColumns("Estimate", "Score").Fit(Plant.Model.Transform(Plant.HistoryView));
        var nested = new TransformerChain<ITransformer>(new TransformerChain<ITransformer>(Plant.Model), behind);

        var loaded = nested.SavedAndLoaded();

        CollectionAssert.AreEqual(Expected, nested.Scores("Estimate"));
        CollectionAssert.AreEqual(Expected, loaded.Scores("Estimate"));
        CollectionAssert.AreEqual(Expected, Plant.Context.Model.Rehydrate(loaded).Scores("Estimate"));
    }

    [TestMethod]
    public void A_stage_may_be_appended_to_a_loaded_model()
    {
        var loaded = Plant.Model.SavedAndLoaded();

        var longer = loaded.Append(Plant.Context.Transforms.CopyColumns("Estimate", "Score").Fit(loaded.Transform(Plant.HistoryView)));

        CollectionAssert.AreEqual(Expected, longer.Scores("Estimate"));
    }

    [TestMethod]
    public void A_loaded_model_scores_rows_without_the_label()
    {
        var unmeasured = Plant.View(Recording.Future.Select(row => new Drive { Load = row.Load, Temperature = row.Temperature }));

        CollectionAssert.AreEqual(Expected, Plant.Model.Transform(unmeasured).GetColumn<float>("Score").ToArray());
        CollectionAssert.AreEqual(Expected, Plant.Model.SavedAndLoaded().Transform(unmeasured).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void A_loaded_model_gives_the_columns_of_the_fitted_one() =>
        CollectionAssert.AreEqual(
            Plant.Model.GetOutputSchema(Plant.HistoryView.Schema).Where(column => !column.IsHidden).Select(Text).ToArray(),
            Plant.Model.SavedAndLoaded().GetOutputSchema(Plant.HistoryView.Schema).Where(column => !column.IsHidden).Select(Text).ToArray());

    private static string Text(DataViewSchema.Column column) => $"{column.Name} {column.Type}";
}
