namespace PictureClasses;

/// <summary>A picture, and whether it is of the class that is asked for.</summary>
internal sealed class PictureQuestion
{
    public string Path { get; init; } = "";

    public string Task { get; init; } = "";

    public bool Label { get; init; }
}
