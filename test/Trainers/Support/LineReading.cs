namespace AdaptiveML.Trainers.Tests.Support;

/// <summary>A row of one of a plant's lines.</summary>
public sealed class LineReading : Reading
{
    public string Line { get; set; } = "";

    public int Hour { get; set; }

    public float Weight { get; set; }
}
