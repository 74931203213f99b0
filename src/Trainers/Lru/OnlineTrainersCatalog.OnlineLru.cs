using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Trainers and a forecaster that go on learning in use, row by row.</summary>
public static partial class OnlineTrainersCatalog
{
    /// <summary>
    /// A trainer that fits a linear recurrent unit under combined readouts to rows in time order, estimates the label of a row from its features and those of
    /// the rows before it, and goes on learning in use.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label: Single, NaN where it is not known.</param>
    /// <param name="featureColumnName">The features: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">How much each row counts: Single, from 0; or null where all count alike.</param>
    /// <param name="stateSize">Number of complex states, from 1 to 4096.</param>
    /// <param name="learningRate">Step size of the recurrent unit in the fit and in use, from 0 to 10.</param>
    /// <param name="confidenceLowerBoundColumn">The lower bound of the estimate's interval, Single; or null.</param>
    /// <param name="confidenceUpperBoundColumn">The upper bound; or null.</param>
    /// <param name="confidenceLevel">Share of the labels that the intervals are to cover, from 0.5 to 0.999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">A column is named twice.</exception>
    public static OnlineLruTrainer OnlineLru(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int stateSize = 16,
        double learningRate = 3e-3,
        string? confidenceLowerBoundColumn = null,
        string? confidenceUpperBoundColumn = null,
        float confidenceLevel = 0.95f)
    {
        var combined = new LruRegressorOptions();
        var unit = combined.Unit with { StateSize = stateSize, Update = combined.Unit.Update with { LearningRate = learningRate } };
        return catalog.OnlineLru(new OnlineLruOptions
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            Combined = combined with { Unit = unit, ConfidenceLevel = Math.Round(confidenceLevel, 6) },
            ConfidenceLowerBoundColumnName = confidenceLowerBoundColumn,
            ConfidenceUpperBoundColumnName = confidenceUpperBoundColumn,
        });
    }

    /// <summary>The same with all options.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">A column is named twice, or one that the machine does not write.</exception>
    public static OnlineLruTrainer OnlineLru(
        this RegressionCatalog.RegressionTrainers catalog, OnlineLruOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(options);
    }

    /// <summary>
    /// The machine behind a batch regression, such as LightGBM: the batch regression's score is one more input and an expert of the combination. Fits both to
    /// the same rows, and lets the machine see scores only of rows that the batch regression was not fitted to.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="batch">The batch regression, with whatever it needs in front; it writes a score, Single.</param>
    /// <param name="labelColumnName">The label: Single, NaN where it is not known.</param>
    /// <param name="featureColumnName">The features that the machine sees: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">How much each row counts for the machine: Single, from 0; or null where all count alike.</param>
    /// <param name="numberOfParts">
    /// Parts that the rows are divided into, at least 2; the batch regression is fitted as often, to more and more of them. The first has no score.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <remarks>
    /// A batch regression's scores of its own rows are better than any that it will give in use: a machine that is fitted to them believes it too much. So the
    /// rows are divided into parts, in their order. The scores of a part are those of a regression fitted to the parts before it; the first part has none,
    /// which the machine bears. The regression that stands in front in the end is fitted to all rows.
    /// </remarks>
    /// <example>
    /// <code><![CDATA[
    /// var mlContext = new MLContext(seed: 1);
    /// var hours = Enumerable.Range(0, 1500).Select(t => new { Load = MathF.Sin(t), Wear = t / 1500f })
    ///     .Select(hour => new { hour.Load, Emission = (3 - hour.Wear) * hour.Load }).ToArray();
    /// var history = mlContext.Data.LoadFromEnumerable(hours[..1000]);
    /// var later = mlContext.Data.LoadFromEnumerable(hours[1000..]);
    ///
    /// // LightGBM or FastTree of their packages go in front in the same way.
    /// var batch = mlContext.Regression.Trainers.OnlineGradientDescent(labelColumnName: "Emission");
    /// var model = mlContext.Transforms.Concatenate("Features", "Load")
    ///     .Append(mlContext.Regression.Trainers.OnlineLruBehind(batch, labelColumnName: "Emission"))
    ///     .Fit(history);
    ///
    /// var adapting = mlContext.Model.AdaptInTransform(model).Transform(later);
    /// var metrics = mlContext.Regression.Evaluate(adapting, "Emission");
    /// Console.WriteLine($"R²: {metrics.RSquared:F3}");
    /// ]]></code>
    /// </example>
    public static IEstimator<TransformerChain<OnlineLruTransformer>> OnlineLruBehind(
        this RegressionCatalog.RegressionTrainers catalog,
        IEstimator<ITransformer> batch,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int numberOfParts = 5)
    {
        var options = new OnlineLruOptions
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
        };
        return catalog.OnlineLruBehind(batch, options, numberOfParts);
    }

    /// <summary>The same with all options.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="batch">The batch regression, with whatever it needs in front; it writes a score, Single.</param>
    /// <param name="options">
    /// The machine's options; of them <see cref="OnlineLruOptions.BaseScoreColumnName"/> is the column that the batch regression writes its score to: null for
    /// Score.
    /// </param>
    /// <param name="numberOfParts">
    /// Parts that the rows are divided into, at least 2; the batch regression is fitted as often, to more and more of them. The first has no score.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">A column is named twice; or the options ask for a model kind that takes no base score.</exception>
    public static IEstimator<TransformerChain<OnlineLruTransformer>> OnlineLruBehind(
        this RegressionCatalog.RegressionTrainers catalog, IEstimator<ITransformer> batch, OnlineLruOptions options, int numberOfParts = 5)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new OnlineLruBehindTrainer(batch, options, numberOfParts);
    }

    /// <summary>The same with options, but for the columns that are given by name.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label, in place of that of the options.</param>
    /// <param name="featureColumnName">The features, in place of those of the options.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">A column is named twice, or one that the machine does not write.</exception>
    public static OnlineLruTrainer OnlineLru(
        this RegressionCatalog.RegressionTrainers catalog, string labelColumnName, string featureColumnName, OnlineLruOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return catalog.OnlineLru(options with { LabelColumnName = labelColumnName, FeatureColumnName = featureColumnName });
    }
}
