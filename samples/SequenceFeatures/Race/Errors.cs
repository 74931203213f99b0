namespace SequenceFeatures;

/// <summary>Mean squared errors in variances of the fit.</summary>
/// <param name="Choice">Over the rows that are there to choose by.</param>
/// <param name="Report">Over the rows after them.</param>
internal readonly record struct Errors(double Choice, double Report);
