using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Reads a view into memory as rows to train on.</summary>
internal static class TrainingData
{
    /// <summary>Reads all rows, in the order of the view, with what the named columns say of their sequence, time and weight.</summary>
    /// <param name="data">The view.</param>
    /// <param name="columns">The columns; the output need not be there.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public static TrainingRows<float> Read(IDataView data, OnlineColumns columns)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columns);
        using var reader = new LabelledRows(data, columns);
        var rows = new TrainingRows<float>(reader.InputNames.Count, reader.TargetSize);
        while (reader.MoveNext())
        {
            rows.Add(reader.ReadInput(), reader.ReadTarget(), reader.ReadContext());
        }

        return rows.Count > 0 ? rows : throw new InvalidOperationException("The data to train on has no rows.");
    }
}
