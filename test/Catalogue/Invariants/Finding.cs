namespace AdaptiveML.PlantYear;

/// <summary>Whether an invariant holds in a cell, and the figure that says so.</summary>
/// <param name="Invariant">Which.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Figure">What was measured; NaN where there was nothing to measure.</param>
/// <param name="IsWorseBelow">Whether small figures are the bad ones.</param>
/// <param name="Where">What it was measured against, and where.</param>
public sealed record Finding(string Invariant, bool Holds, double Figure, bool IsWorseBelow, string Where);
