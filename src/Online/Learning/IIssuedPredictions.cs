namespace AdaptiveML.Online;

/// <summary>
/// A learner that judges its predictions by their errors, and so has to know what it said when a row came if the label comes later: a learner that takes the
/// row with its label knows all labels before it, as nobody did then.
/// </summary>
internal interface IIssuedPredictions
{
    /// <summary>Numbers in what was said of a row.</summary>
    int IssuedSize { get; }

    /// <summary>Writes what was said of the row that was taken last.</summary>
    void KeepIssued(Span<double> issued);

    /// <summary>Tells what was said of the row that will be learnt next, when it came; nothing, where the label comes with it.</summary>
    void RecallIssued(ReadOnlySpan<double> issued);
}
