using Microsoft.ML.Data;

namespace PictureClasses;

/// <summary>A picture as the network sees it.</summary>
internal sealed class Row
{
    [VectorType(Backbone.Features)]
    public float[] Features { get; init; } = [];

    /// <summary>The class.</summary>
    public string Label { get; init; } = "";

    [NoColumn]
    public required Picture Picture { get; init; }
}
