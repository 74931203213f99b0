using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a saved model's mapping writes.</summary>
public class ScoreOutput
{
    /// <summary>The prediction; of several elements the first.</summary>
    [ColumnName(ReservedNames.Score)]
    public float Score { get; set; }

    internal virtual void Take(ReadOnlySpan<float> prediction, IReadOnlyList<OnlineOutput> outputs) => Score = prediction[0];
}
