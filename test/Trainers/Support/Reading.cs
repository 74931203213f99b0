namespace AdaptiveML.Trainers.Tests.Support;

/// <summary>A row of a small plant: what drives it, and what it emits.</summary>
public class Reading : Drive
{
    public float Emission { get; set; }
}
