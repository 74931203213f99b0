namespace AdaptiveML.Streams;

/// <summary>How figures are taken.</summary>
/// <param name="Window">Rows of a window, at least 1.</param>
/// <param name="FadingFactor">What the weight of the rows before is multiplied by at each judged row, above 0 and at most 1.</param>
/// <param name="Loss">What is compared in pairs, in words.</param>
internal sealed record PrequentialSettings(long Window, double FadingFactor, string Loss);
