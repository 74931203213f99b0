namespace PictureClasses;

/// <summary>The file of a picture, with a question about it.</summary>
internal sealed class AskedPicture
{
    public string Path { get; init; } = "";

    public string Task { get; init; } = "";

    public bool Label { get; init; }
}
