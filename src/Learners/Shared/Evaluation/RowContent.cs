namespace AdaptiveML.Learners;

/// <summary>What a row holds.</summary>
internal delegate ReadOnlySpan<double> RowContent(int row);
