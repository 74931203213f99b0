using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Reads the label column as a learner's target.</summary>
internal static class LabelReader
{
    /// <summary>A number as it is, NaN where it is not known; or the index of a class, NaN where the label is missing, −1 where nobody knows it.</summary>
    public static ValueGetter<float> Create(DataViewRow row, DataViewSchema.Column column, OnlineColumns columns) =>
        columns.Classes?.CreateReader(row, column) ?? row.GetGetter<float>(column);
}
