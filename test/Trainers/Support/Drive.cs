namespace AdaptiveML.Trainers.Tests.Support;

/// <summary>A row whose emission nobody has measured.</summary>
public class Drive
{
    public float Load { get; set; }

    public float Temperature { get; set; }
}
