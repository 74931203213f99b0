using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a saved model's mapping writes.</summary>
public sealed class ScoreOutput
{
    /// <summary>The prediction.</summary>
    [ColumnName(ReservedNames.Score)]
    public float Score { get; set; }
}
