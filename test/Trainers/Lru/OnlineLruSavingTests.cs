using AdaptiveML.Learners.Lru;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Lru;

[TestClass]
public sealed class OnlineLruSavingTests
{
    [TestMethod]
    public void A_rehydrated_model_knows_its_options_its_history_and_its_columns()
    {
        var (before, after) = (Plant.Model.OnlineStage(), Plant.Context.Model.Rehydrate(Plant.Model.SavedAndLoaded()).OnlineStage());

        Assert.AreEqual(((LruLearner<float>)before.CreateLearner()).Options, ((LruLearner<float>)after.CreateLearner()).Options);
        CollectionAssert.AreEqual(before.TrainingHistory.ToArray(), after.TrainingHistory.ToArray());
        Assert.AreEqual(before.Model.Columns with { Slots = after.Model.Columns.Slots }, after.Model.Columns);
        Assert.HasCount(before.Model.Columns.Slots.Count, after.Model.Columns.Slots);
        foreach (var (column, slots) in before.Model.Columns.Slots)
        {
            CollectionAssert.AreEqual(slots.ToArray(), after.Model.Columns.Slots[column].ToArray(), column);
        }

        CollectionAssert.AreEqual(before.CreateLearner().Memory.Hash(), after.CreateLearner().Memory.Hash());
    }
}
