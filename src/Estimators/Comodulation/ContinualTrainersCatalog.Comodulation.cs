using AdaptiveML.Estimators;
using AdaptiveML.Pipeline;

namespace Microsoft.ML;

public static partial class ContinualTrainersCatalog
{
    /// <summary>
    /// A trainer of a binary classifier that takes on new tasks without touching old ones: a base fitted to the rows of all tasks, frozen, and for each task
    /// couplings to the units of one layer; a new task is learnt from a few rows by
    /// <c>ComodulationTransformer.Adapt</c>.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label: Boolean, or Single, true above zero and NaN where it is not known.</param>
    /// <param name="featureColumnName">The features: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">How much each row counts: Single, from 0; or null where all count alike.</param>
    /// <param name="taskColumnName">The task of each row: text or an integer; or null where there is one task alone.</param>
    /// <param name="maximumPasses">Most passes over the rows, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static ComodulationClassificationTrainer Comodulation(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        string? taskColumnName = null,
        int maximumPasses = 200) =>
        catalog.Comodulation(
            ComodulationTrainerOptions.Of(labelColumnName, featureColumnName, exampleWeightColumnName, taskColumnName, maximumPasses));

    /// <summary>The same with all options.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">A value is out of its range, or a column is named twice.</exception>
    public static ComodulationClassificationTrainer Comodulation(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, ComodulationTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(options, isBinary: true);
    }

    /// <summary>The same of any number of classes, which all tasks share.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label: a key, text, an integer or Boolean.</param>
    /// <param name="featureColumnName">The features: a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">How much each row counts: Single, from 0; or null where all count alike.</param>
    /// <param name="taskColumnName">The task of each row: text or an integer; or null where there is one task alone.</param>
    /// <param name="maximumPasses">Most passes over the rows, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static ComodulationClassificationTrainer Comodulation(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        string? taskColumnName = null,
        int maximumPasses = 200) =>
        catalog.Comodulation(
            ComodulationTrainerOptions.Of(labelColumnName, featureColumnName, exampleWeightColumnName, taskColumnName, maximumPasses));

    /// <inheritdoc cref="Comodulation(BinaryClassificationCatalog.BinaryClassificationTrainers, ComodulationTrainerOptions)"/>
    public static ComodulationClassificationTrainer Comodulation(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, ComodulationTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(options, isBinary: false);
    }
}
