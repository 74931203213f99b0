using AdaptiveML.Contract.Lives;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Continual;

[TestClass]
public sealed class ClassGrowthTests
{
    private static readonly MLContext Context = new(1);

    private static readonly NearestMeanOptions Options = new();

    private static readonly Petal[] Rows =
        [
            new() { Label = "setosa", Features = [1, 0] }, new() { Label = "virginica", Features = [0, 1] },
            new() { Label = "setosa", Features = [1.2f, 0.1f] }, new() { Label = "virginica", Features = [0.1f, 0.9f] },
        ];

    [TestMethod]
    public void A_further_class_is_a_further_slot_of_the_score_and_a_further_key()
    {
        var view = Context.Data.LoadFromEnumerable(Rows);
        var model = Fit(Rows);

        var grown = model.With(Learn(model, 3), model.Columns.Classes!.Append("versicolor")).CreateTransformer();

        Check(grown, view);
        Check(grown.SavedAndLoaded(view.Schema), view);
        Check(Context.Model.Rehydrate(grown.SavedAndLoaded(view.Schema)), view);
        Assert.AreEqual(2, ((VectorDataViewType)model.CreateTransformer().Transform(view).Schema["Score"].Type).Size);
    }

    [TestMethod]
    public void The_classes_that_there_are_keep_their_indices()
    {
        var model = Fit(Rows);
        var others = Fit(Rows.Reverse()).Columns.Classes!;

        Assert.Throws<ArgumentException>(() => model.With(Learn(model, 2), others));
        Assert.Throws<ArgumentException>(() => model.With(Learn(model, 2), model.Columns.Classes!.Append("versicolor")));
        Assert.Throws<ArgumentException>(() => model.With(Learn(model, 3)));
    }

    private static OnlineModel Fit(IEnumerable<Petal> rows) =>
        Context.MulticlassClassification.Trainers.DataContinual(new DataContinualOptions { Learner = Options })
            .Fit(Context.Data.LoadFromEnumerable(rows)).Model;

    private static ContinualLearner<float> Learn(OnlineModel model, int classes)
    {
        var learner = ((ContinualLearner<float>)model.CreateLearner()).WithClasses(classes);
        learner.Learn([5, 5], [classes - 1], new float[classes]);
        return learner;
    }

    private static void Check(ITransformer model, IDataView view)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        var scored = model.Transform(view);
        scored.Schema["PredictedLabel"].GetKeyValues(ref names);

        CollectionAssert.AreEqual(new[] { "setosa", "virginica", "versicolor" }, names.DenseValues().Select(name => name.ToString()).ToArray());
        Assert.AreEqual(3, ((VectorDataViewType)scored.Schema["Score"].Type).Size);
        CollectionAssert.AreEqual(new uint[] { 1, 2, 1, 2 }, scored.GetColumn<uint>("PredictedLabel").ToArray());
        Assert.AreEqual(3u, model.Transform(Context.Data.LoadFromEnumerable([new Petal { Features = [4, 6] }])).GetColumn<uint>("PredictedLabel").Single());
    }

    private sealed class Petal
    {
        public string Label { get; set; } = "";

        [VectorType(2)]
        public float[] Features { get; set; } = [0, 0];
    }
}
