namespace AdaptiveML.Online;

/// <summary>How often each verdict was given.</summary>
/// <param name="Applied">Updates that changed the parameters.</param>
/// <param name="Skipped">Rows without an update.</param>
/// <param name="Rejected">Rows or updates refused.</param>
/// <param name="RolledBack">Returns to the kept copy.</param>
public readonly record struct UpdateCounts(long Applied, long Skipped, long Rejected, long RolledBack);
