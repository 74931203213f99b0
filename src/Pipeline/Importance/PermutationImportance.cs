using System.Collections.Immutable;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// How the metrics of a model change when one feature is permuted: the metric of the permuted rows minus that of the rows as they are, over all permutations.
/// A feature that matters lowers R², the area under the ROC curve and the accuracies, so that their means are negative, and raises errors and losses.
/// </summary>
/// <remarks>
/// The model's task says which of the three dictionaries there is. Their keys are the slot names of the feature column, or where a slot has none the column
/// and its position, "Features[3]".
/// </remarks>
public sealed class PermutationImportance
{
    private readonly string _task;

    private PermutationImportance(string task, IReadOnlyList<string> features, IEnumerable<double> changes)
    {
        _task = task;
        Features = [.. features.Zip(changes).OrderBy(pair => double.IsNaN(pair.Second) ? double.PositiveInfinity : pair.Second).Select(pair => pair.First)];
    }

    /// <summary>
    /// The features, the most important first: by the mean change of R² (regression), of the area under the ROC curve (binary) or of the micro-accuracy
    /// (multiclass).
    /// </summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>The changes of a regression model's metrics, by feature.</summary>
    /// <exception cref="InvalidOperationException">The model is no regression model.</exception>
    public ImmutableDictionary<string, RegressionMetricsStatistics> Regression
    {
        get => field ?? throw NotOf("regression");
        private init;
    }

    /// <summary>The changes of a binary classifier's metrics, by feature.</summary>
    /// <exception cref="InvalidOperationException">The model is no binary classifier.</exception>
    public ImmutableDictionary<string, BinaryClassificationMetricsStatistics> BinaryClassification
    {
        get => field ?? throw NotOf("binary classification");
        private init;
    }

    /// <summary>The changes of a multiclass classifier's metrics, by feature.</summary>
    /// <exception cref="InvalidOperationException">The model is no multiclass classifier.</exception>
    public ImmutableDictionary<string, MulticlassClassificationMetricsStatistics> MulticlassClassification
    {
        get => field ?? throw NotOf("multiclass classification");
        private init;
    }

    internal static PermutationImportance Of(IReadOnlyList<string> features, ImmutableArray<RegressionMetricsStatistics> changes) =>
        new("regression", features, changes.Select(change => change.RSquared.Mean)) { Regression = ByFeature(features, changes) };

    internal static PermutationImportance Of(IReadOnlyList<string> features, ImmutableArray<BinaryClassificationMetricsStatistics> changes) =>
        new("binary classification", features, changes.Select(change => change.AreaUnderRocCurve.Mean)) { BinaryClassification = ByFeature(features, changes) };

    internal static PermutationImportance Of(IReadOnlyList<string> features, ImmutableArray<MulticlassClassificationMetricsStatistics> changes) =>
        new("multiclass classification", features, changes.Select(change => change.MicroAccuracy.Mean))
        {
            MulticlassClassification = ByFeature(features, changes),
        };

    private static ImmutableDictionary<string, T> ByFeature<T>(IReadOnlyList<string> features, ImmutableArray<T> changes) =>
        features.Zip(changes).ToImmutableDictionary(pair => pair.First, pair => pair.Second);

    private InvalidOperationException NotOf(string task) => new($"The model's task is {_task}, not {task}.");
}
