using AdaptiveML.Learners;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers;

namespace Microsoft.ML;

/// <summary>Makes <see cref="OnlineLruTrainer"/>s.</summary>
public static class OnlineLruCatalog
{
    /// <summary>
    /// A trainer that fits a linear recurrent unit to rows in time order, estimates the label of a row from its features and those of the rows before it, and goes
    /// on learning in use.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label: Single, NaN where it is not known.</param>
    /// <param name="featureColumnName">The features: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">How much each row counts: Single, from 0; or null where all count alike.</param>
    /// <param name="stateSize">Number of complex states, from 1 to 4096.</param>
    /// <param name="learningRate">Step size in the fit and in use, from 0 to 10.</param>
    /// <param name="maximumNumberOfPasses">Most passes over the rows in the fit, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static OnlineLruTrainer OnlineLru(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int stateSize = 32,
        double learningRate = 3e-3,
        int maximumNumberOfPasses = 10) => catalog.OnlineLru(
            labelColumnName,
            featureColumnName,
            new OnlineLruOptions
            {
                ExampleWeightColumnName = exampleWeightColumnName,
                Unit = new LruOptions { StateSize = stateSize, Update = new UpdateOptions { LearningRate = learningRate } },
                Training = new TrainingOptions { MaximumPasses = maximumNumberOfPasses },
            });

    /// <summary>The same with all options.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label: Single, NaN where it is not known.</param>
    /// <param name="featureColumnName">The features: a vector of Single of known size.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static OnlineLruTrainer OnlineLru(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName,
        string featureColumnName,
        OnlineLruOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(labelColumnName, featureColumnName, options);
    }
}
