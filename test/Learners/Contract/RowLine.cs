using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>A line of the table of the row protocol.</summary>
/// <param name="What">What holds, as printed.</param>
/// <param name="Verdict">What becomes of the row.</param>
/// <param name="Reason">Why; null where the row's inputs say it.</param>
/// <param name="Advances">Whether the state moves.</param>
/// <param name="Changes">Whether the parameters move.</param>
internal sealed record RowLine(string What, UpdateVerdict Verdict, UpdateReason? Reason, bool Advances, bool Changes);
