using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>The time of an engine's rows and labels: which labels are given up, and how long learning has stood.</summary>
internal sealed class LabelClock
{
    private readonly TimeProvider _time;
    private readonly long? _limit;
    private long _updated;

    public LabelClock(OnlineEngineOptions options)
    {
        _time = options.TimeProvider == TimeProvider.System ? CoarseTime.Instance : options.TimeProvider;
        _limit = options.LabelTimeLimit is { } limit ? (long)(limit.TotalSeconds * _time.TimestampFrequency) : null;
        _updated = Now;
    }

    /// <summary>Now, as a time stamp.</summary>
    public long Now => _time.GetTimestamp();

    /// <summary>Labels of rows that came before this moment are given up; null where none is.</summary>
    public long? Expiry => Now - _limit;

    /// <summary>Rows since the last update.</summary>
    public long RowsSinceUpdate { get; private set; }

    /// <summary>Time since the last update.</summary>
    public TimeSpan TimeSinceUpdate => _time.GetElapsedTime(_updated);

    /// <summary>Counts a row.</summary>
    public void CountRow() => RowsSinceUpdate++;

    /// <summary>Notes what became of a row or of a label.</summary>
    public UpdateResult Note(UpdateResult result)
    {
        if (result.Verdict == UpdateVerdict.Applied)
        {
            (RowsSinceUpdate, _updated) = (0, Now);
        }

        return result;
    }
}
