namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Ends a fit by evidence: after some passes in which the rows held back were not predicted better, by more than the standard error of the difference, than
/// when they last were.
/// </summary>
/// <param name="patience">So many passes.</param>
internal sealed class ClearProgress(int patience)
{
    private double[]? _reference;
    private int _since;

    /// <summary>Whether there is to be another pass.</summary>
    public bool GoesOn => _since < patience;

    /// <summary>Takes a pass in.</summary>
    /// <param name="losses">The loss of each row held back; without any the fit goes on.</param>
    public void Add(ReadOnlySpan<double> losses)
    {
        if (_reference is null || PairedDifference.IsClear(_reference, losses))
        {
            (_reference, _since) = (losses.ToArray(), 0);
        }
        else if (losses.Length > 0)
        {
            _since++;
        }
    }
}
