namespace AdaptiveML.Benchmarks.Engine;

/// <summary>An estimate.</summary>
internal sealed class EngineScore
{
    public float Score { get; set; }
}
