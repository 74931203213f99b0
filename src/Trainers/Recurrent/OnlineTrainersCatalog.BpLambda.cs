using AdaptiveML.Pipeline;
using AdaptiveML.Trainers;

namespace Microsoft.ML;

public static partial class OnlineTrainersCatalog
{
    /// <summary>
    /// A trainer that fits a recurrent net to rows in time order, estimates the label of a row from its features and those of the rows
    /// before it, and goes on learning in use, by the best of several methods, BP(λ) among them.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label: Single, NaN where it is not known.</param>
    /// <param name="featureColumnName">The features: a vector of Single of known size.</param>
    /// <param name="groupColumnName">Tells sequences apart: text, an integer or a key; or null where all rows are one.</param>
    /// <param name="hiddenUnits">Number of units, from 1 to 1024.</param>
    /// <param name="learningRate">Step size in use, from 0 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static BpLambdaRegressionTrainer BpLambda(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? groupColumnName = null,
        int hiddenUnits = 32,
        double learningRate = 1e-3) => catalog.BpLambda(
            Options(labelColumnName, featureColumnName, groupColumnName, hiddenUnits, learningRate));

    /// <summary>The same with all options.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">Options do not go together.</exception>
    public static BpLambdaRegressionTrainer BpLambda(
        this RegressionCatalog.RegressionTrainers catalog, BpLambdaOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(options);
    }

    /// <summary>
    /// A trainer that fits a recurrent net to rows in time order, tells the class of a row from its features and those of the rows
    /// before it, and goes on learning in use, by the best of several methods, BP(λ) among them.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label: text, an integer, Boolean or a key; missing, or an empty text, where it is not known.</param>
    /// <param name="featureColumnName">The features: a vector of Single of known size.</param>
    /// <param name="groupColumnName">Tells sequences apart: text, an integer or a key; or null where all rows are one.</param>
    /// <param name="hiddenUnits">Number of units, from 1 to 1024.</param>
    /// <param name="learningRate">Step size in use, from 0 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static BpLambdaMulticlassTrainer BpLambda(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? groupColumnName = null,
        int hiddenUnits = 32,
        double learningRate = 1e-3) => catalog.BpLambda(
            Options(labelColumnName, featureColumnName, groupColumnName, hiddenUnits, learningRate));

    /// <inheritdoc cref="BpLambda(RegressionCatalog.RegressionTrainers, BpLambdaOptions)"/>
    public static BpLambdaMulticlassTrainer BpLambda(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, BpLambdaOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(options);
    }

    /// <summary>
    /// A trainer that fits a recurrent net to rows in time order, tells from the features of a row and of those before it whether its label is true, and goes
    /// on learning in use, by the best of several methods, BP(λ) among them.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label: Boolean, or Single, true above zero and NaN where it is not known.</param>
    /// <param name="featureColumnName">The features: a vector of Single of known size.</param>
    /// <param name="groupColumnName">Tells sequences apart: text, an integer or a key; or null where all rows are one.</param>
    /// <param name="hiddenUnits">Number of units, from 1 to 1024.</param>
    /// <param name="learningRate">Step size in use, from 0 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static BpLambdaBinaryTrainer BpLambda(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? groupColumnName = null,
        int hiddenUnits = 32,
        double learningRate = 1e-3) => catalog.BpLambda(
            Options(labelColumnName, featureColumnName, groupColumnName, hiddenUnits, learningRate));

    /// <inheritdoc cref="BpLambda(RegressionCatalog.RegressionTrainers, BpLambdaOptions)"/>
    public static BpLambdaBinaryTrainer BpLambda(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, BpLambdaOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(options);
    }

    /// <inheritdoc cref="BpLambda(RegressionCatalog.RegressionTrainers, string, string, BpLambdaOptions)"/>
    public static BpLambdaBinaryTrainer BpLambda(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName,
        string featureColumnName,
        BpLambdaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return catalog.BpLambda(options with { LabelColumnName = labelColumnName, FeatureColumnName = featureColumnName });
    }

    private static BpLambdaOptions Options(string label, string features, string? group, int hiddenUnits, double learningRate) => new()
    {
        LabelColumnName = label,
        FeatureColumnName = features,
        GroupColumnName = group,
        HiddenUnits = hiddenUnits,
        LearningRate = learningRate,
    };

    /// <summary>The same with options, but for the columns that are given by name.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label, in place of that of the options.</param>
    /// <param name="featureColumnName">The features, in place of those of the options.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">A column is named twice.</exception>
    public static BpLambdaRegressionTrainer BpLambda(
        this RegressionCatalog.RegressionTrainers catalog, string labelColumnName, string featureColumnName, BpLambdaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return catalog.BpLambda(options with { LabelColumnName = labelColumnName, FeatureColumnName = featureColumnName });
    }

    /// <inheritdoc cref="BpLambda(RegressionCatalog.RegressionTrainers, string, string, BpLambdaOptions)"/>
    public static BpLambdaMulticlassTrainer BpLambda(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName,
        string featureColumnName,
        BpLambdaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return catalog.BpLambda(options with { LabelColumnName = labelColumnName, FeatureColumnName = featureColumnName });
    }
}
