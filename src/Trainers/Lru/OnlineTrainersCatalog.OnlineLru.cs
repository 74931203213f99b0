using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers;

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
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static OnlineLruTrainer OnlineLru(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int stateSize = 16,
        double learningRate = 3e-3)
    {
        var combined = new LruRegressorOptions();
        var unit = combined.Unit with { StateSize = stateSize, Update = combined.Unit.Update with { LearningRate = learningRate } };
        return catalog.OnlineLru(new OnlineLruOptions
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            Combined = combined with { Unit = unit },
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
}
