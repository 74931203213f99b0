namespace AdaptiveML.Online;

/// <summary>How a label differs from what was estimated.</summary>
/// <param name="Size">By how much it lies above the estimate, below it if negative.</param>
/// <param name="IsSurprise">Whether that is many times as much as mostly.</param>
/// <param name="IsLarge">Whether it is also much more than labels change from row to row.</param>
internal readonly record struct LabelSurprise(double Size, bool IsSurprise, bool IsLarge);
