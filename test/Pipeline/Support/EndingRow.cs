namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>A row that may be the last of its sequence.</summary>
public sealed class EndingRow : GroupedRow<string>
{
    public bool Ends { get; set; }

    public float Index { get; set; }
}
