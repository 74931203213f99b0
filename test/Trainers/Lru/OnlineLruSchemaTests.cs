using AdaptiveML.Contract.Support;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

[TestClass]
public sealed class OnlineLruSchemaTests
{
    private static readonly MLContext Context = Plant.Context;
    private static readonly IDataView Source = Context.Transforms.Concatenate("Features", "Load", "Temperature").Fit(Plant.HistoryView)
        .Transform(Plant.HistoryView);

    [TestMethod]
    [DataRow("Emission", "Missing", "Could not find feature column 'Missing'")]
    [DataRow("Missing", "Features", "Could not find label column 'Missing'")]
    [DataRow("Emission", "Load", "Schema mismatch for feature column 'Load': expected vector of Single of known size, got")]
    [DataRow("Features", "Features", "Schema mismatch for label column 'Features': expected Single, got")]
    public void A_wrong_column_is_named_before_and_in_the_fit(string label, string features, string message)
    {
        var trainer = Context.Regression.Trainers.OnlineLru(label, features);

        var promise = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(Shapes.Of(Source.Schema)));
        var fit = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(Source));

        Assert.StartsWith(message, promise.Message);
        Assert.StartsWith(message, fit.Message);
    }

    [TestMethod]
    public void A_view_with_features_of_another_size_cannot_be_transformed()
    {
        var narrow = Context.Transforms.Concatenate("Features", "Load").Fit(Source).Transform(Source);

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Plant.Model.OnlineStage().Transform(narrow));

        Assert.Contains("vector of Single of size 2", exception.Message);
    }

    [TestMethod]
    public void The_scalar_parameters_default_to_the_defaults_of_the_options()
    {
        var unit = new LruRegressorOptions().Unit;
        var parameters = typeof(OnlineTrainersCatalog).GetMethods().Single(
            method => method.GetParameters().Any(parameter => parameter.Name == "stateSize")).GetParameters();
        object? Default(string name) => parameters.Single(parameter => parameter.Name == name).DefaultValue;

        Assert.AreEqual(unit.StateSize, Default("stateSize"));
        Assert.AreEqual(unit.Update.LearningRate, Default("learningRate"));
        Assert.AreEqual((float)new LruRegressorOptions().ConfidenceLevel, Default("confidenceLevel"));
    }

    [TestMethod]
    public void A_bad_option_is_named() =>
        Assert.AreEqual("StateSize", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Regression.Trainers.OnlineLru(stateSize: 0)).ParamName);
}
