namespace Consumer;

/// <summary>What a plant's sensors say at a moment, and what its laboratory found; NaN where a sensor failed.</summary>
internal sealed class Reading
{
    public string Machine { get; set; } = "";

    public string Note { get; set; } = "";

    public float Load { get; set; }

    public float Temperature { get; set; }

    public float Pressure { get; set; }

    public float Emission { get; set; }
}
