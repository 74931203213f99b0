namespace PictureClasses;

/// <summary>What an engine says of a picture.</summary>
internal sealed class Answer
{
    public string PredictedLabel { get; set; } = "";
}
