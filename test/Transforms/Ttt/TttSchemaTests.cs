using AdaptiveML.Contract.Support;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Ttt;

[TestClass]
public sealed class TttSchemaTests
{
    private static readonly MLContext Context = Machines.Context;
    private static readonly IDataView Source = Machines.View(Machines.History);
    private static readonly TttOptions Quick = ContractOptions.Small;

    [TestMethod]
    [DataRow("Missing", null, null, "Could not find feature column 'Missing'")]
    [DataRow("Target", null, null, "Schema mismatch for feature column 'Target': expected vector of Single of known size, got")]
    [DataRow("Features", "Missing", null, "Could not find group column 'Missing'")]
    [DataRow("Features", "Target", null, "Schema mismatch for group column 'Target': expected text, an integer or a key, got")]
    [DataRow("Features", null, "Missing", "Could not find label column 'Missing'")]
    [DataRow("Features", null, "Machine", "Schema mismatch for label column 'Machine': expected Single, got")]
    public void A_wrong_column_is_named_before_and_in_the_fit(string input, string? group, string? label, string message)
    {
        var estimator = Context.Transforms.FeaturizeSequenceByTtt(
            Quick with { OutputColumnName = "Context", InputColumnName = input, GroupColumnName = group, LabelColumnName = label });

        var promise = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(Shapes.Of(Source.Schema)));
        var fit = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.Fit(Source));

        Assert.StartsWith(message, promise.Message);
        Assert.StartsWith(message, fit.Message);
    }

    [TestMethod]
    public void Rows_that_do_not_divide_into_the_tokens_of_a_window_are_refused_by_name()
    {
        var estimator = Context.Transforms.FeaturizeSequenceByTtt(
            Quick with { OutputColumnName = "Context", InputColumnName = "Features", SequenceLength = 3 });

        Assert.StartsWith(
            "Schema mismatch for feature column 'Features': expected 3 tokens of one size, got 2 numbers",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.Fit(Source)).Message);
    }

    [TestMethod]
    public void Features_drift_score_and_prediction_are_described()
    {
        var named = Context.Transforms.Concatenate("Sensors", "Target", "Features").Fit(Source).Transform(Source);

        var schema = Context.Transforms.FeaturizeSequenceByTtt(
            Quick with
            {
                OutputColumnName = "Context",
                InputColumnName = "Sensors",
                DriftScoreColumnName = "Drift",
                PredictionColumnName = "Next",
                Featurizer = new() { Horizon = 2 },
            })
            .Fit(named).GetOutputSchema(named.Schema);

        CollectionAssert.AreEqual(new[] { "Context", "Drift", "Next" }, schema.Names()[^3..]);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 7), schema["Context"].Type);
        Assert.AreEqual(NumberDataViewType.Single, schema["Drift"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), schema["Next"].Type);
        CollectionAssert.AreEqual(new[] { "Target+2", "Sensors[1]+2", "Sensors[2]+2" }, Slots(schema["Next"]));
        CollectionAssert.AreEqual(new[] { "Ttt0", "Ttt1", "Ttt2", "Ttt3", "Target+2", "Sensors[1]+2", "Sensors[2]+2" }, Slots(schema["Context"]));
    }

    [TestMethod]
    public void A_window_predicts_a_token()
    {
        var schema = Context.Transforms.FeaturizeSequenceByTtt(
            Quick with { OutputColumnName = "Context", InputColumnName = "Features", SequenceLength = 2, PredictionColumnName = "Next" })
            .Fit(Source).GetOutputSchema(Source.Schema);

        CollectionAssert.AreEqual(new[] { "Features[1]+1" }, Slots(schema["Next"]));
    }

    [TestMethod]
    public void A_prediction_of_a_label_is_a_number()
    {
        var estimator = Context.Transforms.FeaturizeSequenceByTtt(
            Quick with { OutputColumnName = "Context", InputColumnName = "Features", LabelColumnName = "Target", PredictionColumnName = "Estimate" });

        Assert.AreEqual(NumberDataViewType.Single, estimator.Fit(Source).GetOutputSchema(Source.Schema)["Estimate"].Type);
    }

    [TestMethod]
    public void The_features_may_take_the_place_of_the_input()
    {
        var transformer = Context.Transforms.FeaturizeSequenceByTtt(Quick).Fit(Source);

        Assert.AreEqual("Features", transformer.Model.Columns.Features);
        Assert.AreEqual(6, ((VectorDataViewType)transformer.GetOutputSchema(Source.Schema)["Features"].Type).Size);
        var expected = transformer.Transform(Source).GetColumn<float[]>("Features").Last();
        CollectionAssert.AreEqual(expected, transformer.SavedAndLoaded().Transform(Source).GetColumn<float[]>("Features").Last());
    }

    [TestMethod]
    public void The_scalar_parameters_default_to_the_defaults_of_the_options()
    {
        var options = new TttFeaturizerOptions();
        var parameters = typeof(TttFeaturizingCatalog).GetMethods().Single(method => method.GetParameters().Length > 4).GetParameters();
        object? Default(string name) => parameters.Single(parameter => parameter.Name == name).DefaultValue;

        Assert.AreEqual(options.Width, Default("width"));
        Assert.AreEqual(options.SequenceLength, Default("sequenceLength"));
        Assert.AreEqual(options.PredictedInputs, Default("predictedInputs"));
        Assert.AreEqual(new TttOptions().StartsAnew, Default("startsAnew"));
        Assert.AreEqual(options.Layer.InnerModel, Default("innerModel"));
        Assert.AreEqual(options.Layer.HeadCount, Default("headCount"));
        Assert.AreEqual(options.Layer.MiniBatchSize, Default("miniBatchSize"));
        Assert.AreEqual(options, new TttOptions().FeaturizerInForce);
    }

    [TestMethod]
    public void What_is_said_beside_the_featurizer_counts_and_leaves_the_rest_of_it()
    {
        var options = new TttOptions
        {
            HeadCount = 4,
            MiniBatchSize = 8,
            InnerModel = TttInnerModel.Mlp,
            SequenceLength = 2,
            PredictedInputs = 3,
            Width = 12,
            LabelColumnName = "Target",
            Featurizer = new() { Width = 6, ScoreHalfLife = 50, Layer = new() { HeadCount = 3, Forgetting = 0.25 } },
        }.FeaturizerInForce;

        Assert.AreEqual((12, 2, 50.0, TttObjective.Label), (options.Width, options.SequenceLength, options.ScoreHalfLife, options.Objective));
        Assert.AreEqual(3, options.PredictedInputs);
        Assert.AreEqual(
            (4, 8, TttInnerModel.Mlp, 0.25), (options.Layer.HeadCount, options.Layer.MiniBatchSize, options.Layer.InnerModel, options.Layer.Forgetting));
    }

    [TestMethod]
    public void Options_that_contradict_each_other_are_refused_by_name()
    {
        AssertRefused("'Next'", new() { Featurizer = new() { Objective = TttObjective.FixedViews }, PredictionColumnName = "Next" });
        AssertRefused("no label column", new() { Featurizer = new() { Objective = TttObjective.Label } });
        AssertRefused("'Machine'", new() { SequenceLength = 2, GroupColumnName = "Machine" });
        AssertRefused("'Context' is named twice", new() { DriftScoreColumnName = "Context" });
        AssertRefused("'Features' is named twice", new() { LabelColumnName = "Features" });
        AssertRefused("3 heads", new() { HeadCount = 3 });
        AssertRefused("MiniBatchSize", new() { MiniBatchSize = 0 });
        AssertRefused("label of 2", new() { LabelColumnName = "Target", Featurizer = new() { LabelSize = 2 } });
        AssertRefused("WindowRows", new() { Training = new() { WindowRows = 0 } });
    }

    private static void AssertRefused(string reason, TttOptions options) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => Context.Transforms.FeaturizeSequenceByTtt(
            options with { OutputColumnName = "Context", InputColumnName = "Features" })).Message);

    private static string[] Slots(DataViewSchema.Column column) => column.Annotation<VBuffer<ReadOnlyMemory<char>>>("SlotNames").Texts();
}
