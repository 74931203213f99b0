namespace AdaptiveML.Pipeline;

/// <summary>A feature whose new values leave the range that they had in the fit.</summary>
/// <param name="Name">Its slot name, or the column and the position: "Features[3]".</param>
/// <param name="Index">Its position in the feature vector.</param>
/// <param name="Rows">Rows in which it lies outside.</param>
/// <param name="Fitted">Its smallest and its largest finite value in the fit; NaN where there were none.</param>
/// <param name="Seen">The same in the new rows.</param>
public sealed record FeatureOutOfRange(string Name, int Index, long Rows, (float Minimum, float Maximum) Fitted, (float Minimum, float Maximum) Seen);
