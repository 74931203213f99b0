using AdaptiveML.Online;

namespace AdaptiveML.Learners.Trials;

/// <summary>How a contestant has done.</summary>
internal struct ContestantRecord
{
    private const double RecentRows = 50;

    private double _recent;
    private double _sum;
    private double _judged;
    private double _answered;

    /// <summary>Labels for which it had an answer.</summary>
    public readonly long Judged => (long)_judged;

    /// <summary>Labels that were judged while it answered.</summary>
    public readonly long Answered => (long)_answered;

    /// <summary>Mean loss of its answers; NaN before the first.</summary>
    public readonly double MeanLoss => _judged > 0 ? _sum / _judged : double.NaN;

    /// <summary>Mean loss of the last fifty or so; infinite before the first.</summary>
    public readonly double RecentLoss => _judged > 0 ? _recent : double.PositiveInfinity;

    /// <summary>Whether this can have been counted.</summary>
    public readonly bool IsCounted => FieldRules.IsCount(_judged) && FieldRules.IsCount(_answered);

    /// <summary>Takes a loss in; NaN where it had no answer.</summary>
    public void Take(double loss, bool answers)
    {
        _answered += answers ? 1 : 0;
        if (!double.IsNaN(loss))
        {
            _recent += (loss - _recent) / Math.Min(++_judged, RecentRows);
            _sum += loss;
        }
    }
}
