using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Saving;

/// <summary>A model that writes several columns, numbers and vectors: each is its part of the prediction, in each time of the model's life.</summary>
[TestClass]
public sealed class OutputColumnsTests
{
    private const int PredictionSize = 10_000;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(100)]
    [DataRow(4096)]
    [DataRow(8191)]
    public void Each_column_is_its_part_of_the_prediction(int slots)
    {
        var model = Over([OnlineOutput.Score("Score"), Vector("Vector", 7, slots), OnlineOutput.Scalar("Last", PredictionSize - 1), Vector("Again", 8, slots)]);
        var view = Sample.Context.Data.TakeRows(Sample.View, 20);
        foreach (var life in (ITransformer[])[model, model.SavedAndLoaded(), Sample.Context.Model.Rehydrate(model.SavedAndLoaded())])
        {
            var scored = life.Transform(view);
            CollectionAssert.AreEqual(Sample.Scores[..20], scored.GetColumn<float>("Score").ToArray());
            CollectionAssert.AreEqual(Sample.Scores[..20].Select(score => score + PredictionSize - 1).ToArray(), scored.GetColumn<float>("Last").ToArray());
            AssertSlots(scored.GetColumn<float[]>("Vector"), 7, slots);
            AssertSlots(scored.GetColumn<float[]>("Again"), 8, slots);
            Assert.AreEqual(slots, ((VectorDataViewType)scored.Schema["Again"].Type).Size);
        }

        static void AssertSlots(IEnumerable<float[]> vectors, int offset, int slots)
        {
            foreach (var (score, vector) in Sample.Scores.Zip(vectors))
            {
                CollectionAssert.AreEqual(Enumerable.Range(offset, slots).Select(i => score + i).ToArray(), vector);
            }
        }
    }

    [TestMethod]
    public void Nothing_is_left_of_the_columns_between_the_stages_and_the_users_own_are_kept()
    {
        var model = Over([OnlineOutput.Scalar("Score", 3), Vector("Probability", 0, 5)]);

        var loaded = model.SavedAndLoaded().Transform(Sample.View);

        CollectionAssert.AreEquivalent(Columns(model.Transform(Sample.View)), Columns(loaded));
        CollectionAssert.AreEqual(
            Sample.Scores.Select(score => score + 4).ToArray(), loaded.GetColumn<float[]>("Probability").Select(vector => vector[4]).ToArray());

        static string[] Columns(IDataView view) => [.. view.Schema.Where(column => !column.IsHidden).Select(column => $"{column.Name}: {column.Type}")];
    }

    [TestMethod]
    public void Slot_names_come_back_with_the_typed_model()
    {
        var rehydrated = Sample.Context.Model.Rehydrate(Over([Vector("Score", 0, 3)]).SavedAndLoaded());

        VBuffer<ReadOnlyMemory<char>> names = default;
        rehydrated.GetOutputSchema(Sample.View.Schema)["Score"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(new[] { "slot 0", "slot 1", "slot 2" }, names.DenseValues().Select(name => name.ToString()).ToArray());
    }

    [TestMethod]
    public void Columns_that_cannot_be_are_refused()
    {
        Assert.ThrowsExactly<InvalidDataException>(() => Over([OnlineOutput.Score("Score"), Vector("Vector", PredictionSize - 2, 3)]));
        Assert.ThrowsExactly<InvalidDataException>(() => Over([OnlineOutput.Score("Score"), OnlineOutput.Scalar("Before", -1)]));
        Assert.ThrowsExactly<InvalidDataException>(() => Over([OnlineOutput.Score("Other")]));
        Assert.Contains("8192 slots", Assert.ThrowsExactly<ArgumentException>(() => Over([Vector("Score", 0, 8192)])).Message);
        Assert.Contains("a score alone", Assert.ThrowsExactly<ArgumentException>(() => Sample.Model.Model.Writing(OnlineOutput.Scalar("Score", 0))).Message);
    }

    private static OnlineOutput Vector(string name, int offset, int slots) =>
        OnlineOutput.Vector(name, offset, [.. Enumerable.Range(0, slots).Select(i => $"slot {i}")]);

    private static OnlineTransformer Over(OnlineOutput[] outputs) => new OnlineModel(
        new LeakyColumnsComponent(),
        OnlineColumns.For(Sample.View.Schema, "Features", "Label", "Score"),
        new LeakySum(3, outputSize: PredictionSize)).Writing(outputs).CreateTransformer();
}
