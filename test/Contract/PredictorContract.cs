using System.Globalization;
using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace AdaptiveML.Contract;

/// <summary>
/// The contract of a trainer of a regressor or classifier: ML.NET's interfaces of trainers and predictors, and the importance of the features, of which the
/// first drives all labels.
/// </summary>
/// <typeparam name="TLabel">The label of a row.</typeparam>
/// <typeparam name="TOutput">Has a member for each column that the model adds.</typeparam>
public abstract class PredictorContract<TLabel, TOutput> : EstimatorContract<TLabel, TOutput>
    where TOutput : class, new()
{
    private const string Driver = "Features[0]", Noise = "Features[2]";
    private const int Seed = 7;

    /// <summary>The classes of the label as text; none of a number.</summary>
    protected abstract string[] ClassNames { get; }

    private protected ISingleFeaturePredictionTransformer<OnlineModelParameters> Predictor =>
        (ISingleFeaturePredictionTransformer<OnlineModelParameters>)ModelOf(Life.Fitted);

    /// <summary>What became of the metrics when a feature was permuted, the one first that the features are ordered by.</summary>
    protected abstract MetricStatistics[] Changes(PermutationImportance importance, string feature);

    /// <summary>The same for all features by ML.NET's own method for a transformer.</summary>
    protected abstract MetricStatistics[][] StockChanges(MLContext context, IDataView view, int permutationCount);

    [TestMethod]
    public void The_transformer_is_a_predictor_of_one_feature_column_to_ML_NET()
    {
        Assert.AreEqual("Features", Predictor.FeatureColumnName);
        Assert.AreEqual(History.Schema["Features"].Type, Predictor.FeatureColumnType);
        Assert.AreEqual(Drive.Width, Predictor.Model.InputSize);
        Assert.IsGreaterThan(Drive.Width, Predictor.Model.ParameterCount);
        CollectionAssert.AreEqual(ClassNames, Predictor.Model.ClassNames.ToArray());
    }

    [TestMethod]
    public void The_figures_of_what_was_learnt_are_those_of_the_loaded_model()
    {
        var loaded = ((ISingleFeaturePredictionTransformer<OnlineModelParameters>)ModelOf(Life.Rehydrated)).Model;

        Assert.AreEqual(Predictor.Model.Updates, loaded.Updates);
        Assert.AreEqual(Predictor.Model.ParameterCount, loaded.ParameterCount);
        CollectionAssert.AreEqual(ClassNames, loaded.ClassNames.ToArray());
    }

    [TestMethod]
    public void The_trainer_is_one_to_ML_NET_and_needs_no_preparation()
    {
        var trainer = (ITrainerEstimator<ISingleFeaturePredictionTransformer<OnlineModelParameters>, OnlineModelParameters>)CreateEstimator(Context);

        Assert.IsFalse(trainer.Info.NeedNormalization);
        Assert.IsFalse(trainer.Info.WantCaching);
    }

    [TestMethod]
    [EachLife]
    public void The_feature_that_drives_the_label_is_the_most_important(Life life)
    {
        var importance = Context.Model.PermutationImportance(ModelOf(life), History, permutationCount: 3);

        double driver = Changes(importance, Driver)[0].Mean, noise = Changes(importance, Noise)[0].Mean;
        Assert.AreEqual(Driver, importance.Features[0]);
        Assert.IsLessThan(-0.1, driver);
        Assert.IsGreaterThan(driver / 3, noise);
        Assert.AreEqual(3, Changes(importance, Noise)[0].Count);
        CollectionAssert.AreEqual(Lines(Context.Model.PermutationImportance(ModelOf(Life.Fitted), History, permutationCount: 3)), Lines(importance));
    }

    [TestMethod]
    public void The_importance_is_that_of_ML_NETs_own_method_for_the_transformer()
    {
        var importance = Context.Model.PermutationImportance(ModelOf(Life.Loaded), History, permutationCount: 2, seed: Seed);

        string[] stock = [.. StockChanges(new(Seed), History, permutationCount: 2).Select(Line)];
        CollectionAssert.AreEqual(stock, Lines(importance));
        CollectionAssert.AreNotEqual(stock, Lines(Context.Model.PermutationImportance(ModelOf(Life.Loaded), History, permutationCount: 2, seed: Seed + 1)));
    }

    [TestMethod]
    public void A_model_may_stand_in_the_middle_of_its_chain_and_a_label_of_another_name_come_from_a_stage_for_tests()
    {
        var expected = Context.Model.PermutationImportance(ModelOf(Life.Fitted), History);
        var chain = Context.Transforms.CopyColumns("Before", "Index")
            .Append(Context.Transforms.CopyColumns("Truth", "Label"), TransformerScope.TrainTest)
            .Append(new EstimatorChain<ITransformer>().Append(CreateEstimator(Context)))
            .Append(Context.Transforms.CopyColumns("Behind", "Score"))
            .Fit(History);

        foreach (var model in (ITransformer[])[chain, chain.SavedAndLoaded(History.Schema)])
        {
            CollectionAssert.AreEqual(Lines(expected), Lines(Context.Model.PermutationImportance(model, History, "Truth")));
        }
    }

    [TestMethod]
    [EachLife]
    public void Examining_a_model_leaves_it_as_it_is(Life life)
    {
        string[] first = Lines(Context.Model.PermutationImportance(ModelOf(life), History));

        CollectionAssert.AreEqual(first, Lines(Context.Model.PermutationImportance(ModelOf(life), History)));
        CollectionAssert.AreEqual(Lines(Fit(History), Future, Outputs), Lines(ModelOf(life), Future, Outputs));
    }

    [TestMethod]
    public void Some_rows_may_be_used() => CollectionAssert.AreEqual(
        Lines(Context.Model.PermutationImportance(ModelOf(Life.Loaded), Context.Data.TakeRows(History, 80))),
        Lines(Context.Model.PermutationImportance(ModelOf(Life.Loaded), History, numberOfExamplesToUse: 80)));

    [TestMethod]
    public void What_cannot_be_examined_is_refused_by_name()
    {
        var loaded = ModelOf(Life.Loaded);
        var copy = Context.Transforms.CopyColumns("Copy", "Index").Fit(History);
        var twice = new TransformerChain<ITransformer>(loaded, ModelOf(Life.Fitted));
        var none = Context.Data.FilterRowsByColumn(History, "Index", -2, -1);

        Assert.Contains("no online transformer", Invalid(() => Context.Model.PermutationImportance(copy, History)));
        Assert.Contains("Divide the chain", Invalid(() => Context.Model.PermutationImportance(twice, History)));
        Assert.Contains("no rows", Invalid(() => Context.Model.PermutationImportance(loaded, none)));
        Assert.AreEqual("labelColumnName", OutOfRange(() => Context.Model.PermutationImportance(loaded, History, "Truth")));
        Assert.AreEqual("permutationCount", OutOfRange(() => Context.Model.PermutationImportance(loaded, History, permutationCount: 0)));
        Assert.AreEqual("numberOfExamplesToUse", OutOfRange(() => Context.Model.PermutationImportance(loaded, History, numberOfExamplesToUse: 0)));

        static string Invalid(Action action) => Assert.ThrowsExactly<InvalidOperationException>(action).Message;
        static string? OutOfRange(Action action) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(action).ParamName;
    }

    /// <summary>One line a feature, in the order of the slots, with all digits.</summary>
    private protected string[] Lines(PermutationImportance importance) =>
        [.. importance.Features.Order(StringComparer.Ordinal).Select(feature => Line(Changes(importance, feature)))];

    private static string Line(MetricStatistics[] changes) =>
        string.Join(" | ", changes.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Mean:R} ± {each.StandardDeviation:R} of {each.Count}")));
}
