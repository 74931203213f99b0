using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What of <see cref="ColumnsOutput"/> no stage of the saved model has taken.</summary>
internal class RemainingColumns
{
    [ColumnName(ReservedNames.Columns)]
    [VectorType]
    public VBuffer<float> Columns { get; set; }
}
