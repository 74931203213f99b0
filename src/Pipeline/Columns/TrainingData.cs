using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

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
        var featureColumn = ColumnChecks.Features(data.Schema, features);
        var labelColumn = ColumnChecks.Label(data.Schema, label);
        int count = ((VectorDataViewType)featureColumn.Type).Size;
        var rows = new TrainingRows<float>(count, 1);
        var reader = new FeatureReader(count);

        using var cursor = data.GetRowCursor([featureColumn, labelColumn]);
        var featureGetter = cursor.GetGetter<VBuffer<float>>(featureColumn);
        var labelGetter = cursor.GetGetter<float>(labelColumn);
        VBuffer<float> buffer = default;
        float target = 0;
        while (cursor.MoveNext())
        {
            featureGetter(ref buffer);
            labelGetter(ref target);
            rows.Add(reader.Read(buffer), [target]);
        }

        return rows.Count > 0 ? rows : throw new InvalidOperationException("The data to train on has no rows.");
    }
}
