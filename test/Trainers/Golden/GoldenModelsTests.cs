using AdaptiveML.Contract.Support;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Golden;

[TestClass]
public sealed class GoldenModelsTests
{
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_saved_model_loads_for_ever_scores_as_it_did_and_goes_on_learning_as_it_did(string name) => GoldenModels.All[name].AssertSaysWhatItSaid();

    [TestMethod]
    public void A_saved_model_knows_its_columns_and_the_rows_of_its_fit()
    {
        var model = Plant.Context.Model.Rehydrate(GoldenUnit.File.Load()).OnlineStage().Model;

        Assert.AreEqual(("Line", GroupKind.Text, "Hour", "Weight"), (model.Columns.Group, model.Columns.GroupKind, model.Columns.Time, model.Columns.Weight));
        Assert.AreEqual(new(Rows: 400, Sequences: 3, RowsOfUnknownSequence: 13, DuplicateTimes: 1, OutOfOrderTimes: 27, InvalidWeights: 0), model.Recording);
    }

    [TestMethod]
    public void All_saved_models_are_loaded() => GoldenFile.AssertAllAreLoaded(typeof(GoldenModelsTests).Assembly, GoldenModels.All.Keys);

    private static IEnumerable<object[]> Names() => GoldenModels.All.Keys.Select(name => new object[] { name });
}
