namespace PictureClasses;

/// <summary>How pictures are drawn.</summary>
internal static class Styles
{
    /// <summary>Flat colours without outlines: Twemoji.</summary>
    public const string Flat = "flat";

    /// <summary>Black lines on white: OpenMoji.</summary>
    public const string Lines = "lines";
}
