using AdaptiveML.Estimators;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Pipeline;

namespace Microsoft.ML;

/// <summary>Trainers of classifiers that take on task after task, and their evaluation.</summary>
public static partial class ContinualTrainersCatalog
{
    /// <summary>A trainer that fits a classifier which takes on task after task, or class after class, and keeps no row.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label: text, an integer, Boolean or a key.</param>
    /// <param name="featureColumnName">The features: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">How much each row counts: Single, from 0; or null where all count alike.</param>
    /// <param name="taskColumnName">Which task each row is of: text, an integer or a key; or null where a view is one task.</param>
    /// <param name="projectionSize">M, the random features, from 1 to <see cref="RanPacOptions.LargestProjection"/>; memory is 16 M² bytes.</param>
    /// <param name="seed">Seed of the random features.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static DataContinualTrainer DataContinual(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        string? taskColumnName = null,
        int projectionSize = 1000,
        ulong seed = 1) => catalog.DataContinual(new DataContinualOptions
            {
                LabelColumnName = labelColumnName,
                FeatureColumnName = featureColumnName,
                ExampleWeightColumnName = exampleWeightColumnName,
                TaskColumnName = taskColumnName,
                Learner = new DataClassifierOptions { ProjectionSize = projectionSize, ProjectionSeed = seed },
            });

    /// <summary>The same with all options.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">Rows are to be scored by tasks of which there is no column.</exception>
    public static DataContinualTrainer DataContinual(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, DataContinualOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(options);
    }
}
