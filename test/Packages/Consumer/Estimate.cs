namespace Consumer;

/// <summary>The estimate, and that of the trees alone.</summary>
internal sealed class Estimate
{
    public float Score { get; set; }

    public float TreeScore { get; set; }
}
