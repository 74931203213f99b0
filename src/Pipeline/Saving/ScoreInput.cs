using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a saved model's mapping reads of a row.</summary>
public sealed class ScoreInput
{
    /// <summary>The model as text, the same in every row.</summary>
    [ColumnName(ReservedNames.Payload)]
    public ReadOnlyMemory<char> Payload { get; set; }

    /// <summary>The columns of the input, one behind the other; behind them, where the model has a calendar, the code of the row's time, where it has a group column, that of its group, and where it has an end-of-sequence column, that.</summary>
    [ColumnName(ReservedNames.Features)]
    [VectorType]
    public VBuffer<float> Features { get; set; }
}
