using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Reads a view into memory as rows to train on.</summary>
public static class TrainingData
{
    /// <summary>Reads all rows, in the order of the view.</summary>
    /// <param name="data">The view.</param>
    /// <param name="features">Name of the feature column, a vector of Single of known size.</param>
    /// <param name="label">Name of the label column, Single; NaN where it is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public static TrainingRows<float> Read(IDataView data, string features, string label)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var reader = new LabelledRows(data, features, label);
        var rows = new TrainingRows<float>(reader.FeatureCount, 1);
        while (reader.MoveNext())
        {
            rows.Add(reader.ReadFeatures(), [reader.ReadLabel()]);
        }

        return rows.Count > 0 ? rows : throw new InvalidOperationException("The data to train on has no rows.");
    }
}
