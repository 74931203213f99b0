using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a saved model's mapping reads of a row.</summary>
public sealed class ScoreInput
{
    /// <summary>The model as text, the same in every row.</summary>
    [ColumnName(ReservedNames.Payload)]
    public ReadOnlyMemory<char> Payload { get; set; }

    /// <summary>The feature vector; behind it, where the model has a group column, the code of the row's group.</summary>
    [ColumnName(ReservedNames.Features)]
    [VectorType]
    public VBuffer<float> Features { get; set; }
}
