using AdaptiveML.Pipeline;
using Microsoft.ML.Data;

namespace Microsoft.ML;

public static partial class OnlineModelCatalog
{
    /// <summary>
    /// Evaluates scored rows by the values of their labels. ML.NET's <c>Evaluate</c> compares the number of a label's key with the slot of the score, whatever
    /// they stand for. What an online transformer scores has a label column that agrees with its slots. This method is for what is left: labels that are text
    /// or numbers, keys that were made behind the model or under another name, and a model that was loaded and not rehydrated.
    /// </summary>
    /// <remarks>A label that is no class of the model counts as wrong; one that is missing does not count.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">What a multiclass model makes of rows with labels. A label that is no key is read twice.</param>
    /// <param name="labelColumnName">The label: of the type of the classes, or a key that stands for such values.</param>
    /// <param name="scoreColumnName">The scores of the classes: a vector of Single.</param>
    /// <param name="predictedLabelColumnName">The predicted class: a key that stands for the classes, in the order of the scores.</param>
    /// <param name="topKPredictionCount">As of ML.NET's <c>Evaluate</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static MulticlassClassificationMetrics EvaluateByName(
        this MulticlassClassificationCatalog catalog,
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel,
        int topKPredictionCount = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        var classes = ClassLabels.Read(data, predictedLabelColumnName);
        var label = ColumnChecks.Find(data.Schema, classes.Role, labelColumnName);
        var keys = LabelKeys.TryFit(new(), data, label.Name, classes);
        return catalog.Evaluate(
            keys?.Transform(data) ?? data, keys is null ? label.Name : LabelKeys.Column, scoreColumnName, predictedLabelColumnName, topKPredictionCount);
    }
}
