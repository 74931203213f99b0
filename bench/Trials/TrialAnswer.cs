using Microsoft.ML.Data;

namespace AdaptiveML.Benchmarks.Trials;

/// <summary>What the trial and its models say.</summary>
internal sealed class TrialAnswer
{
    public float Score { get; set; }

    [ColumnName("LightGBM")]
    public float Trees { get; set; }

    [ColumnName("OnlineLru")]
    public float Adapting { get; set; }
}
