namespace ContinualClasses;

/// <summary>A row.</summary>
internal sealed class Sample
{
    public float[] Features { get; set; } = [];

    public int Label { get; set; }

    public string Task { get; set; } = "";
}
