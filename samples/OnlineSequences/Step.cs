namespace OnlineSequences;

/// <summary>A step of a sequence; a derived class has its features.</summary>
internal abstract class Step
{
    /// <summary>The class that the sequence turns out to be of; empty where it is not known yet.</summary>
    public string Label { get; set; } = "";

    /// <summary>Whether it is the last of its sequence.</summary>
    public bool Ends { get; set; }

    public abstract float[] Values { init; }
}
