namespace AdaptiveML.Streams;

/// <summary>A number that was predicted, and what came.</summary>
/// <param name="Prediction">The prediction, finite.</param>
/// <param name="Label">The label, finite.</param>
/// <param name="LastValue">The last label known when the prediction was made; NaN for none.</param>
internal readonly record struct JudgedNumber(double Prediction, double Label, double LastValue);
