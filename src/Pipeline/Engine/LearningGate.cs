namespace AdaptiveML.Pipeline;

/// <summary>Says of each row whether learners may learn it: a token bucket, and hours of the day.</summary>
internal sealed class LearningGate
{
    private readonly TimeProvider _time;
    private readonly LearningLimits _limits;
    private readonly double _capacity;
    private double _tokens;
    private long _filled;

    public LearningGate(LearningLimits limits, TimeProvider time)
    {
        (_limits, _time) = (limits, time);
        _capacity = _tokens = limits.UpdatesPerHour ?? double.PositiveInfinity;
        _filled = time.GetTimestamp();
    }

    /// <summary>Rows that were not learnt since they might not be.</summary>
    public long Held { get; private set; }

    /// <summary>Whether a row that comes now may be learnt.</summary>
    public bool IsOpen
    {
        get
        {
            Fill();
            return _tokens >= 1 && IsHour();
        }
    }

    /// <summary>The same; a row that may not is counted.</summary>
    public bool MayLearn()
    {
        bool may = IsOpen;
        Held += may ? 0 : 1;
        return may;
    }

    /// <summary>A row was learnt.</summary>
    public void Take() => _tokens--;

    private void Fill()
    {
        if (!double.IsInfinity(_capacity))
        {
            long now = _time.GetTimestamp();
            _tokens = Math.Min(_capacity, _tokens + (_time.GetElapsedTime(_filled, now).TotalHours * _capacity));
            _filled = now;
        }
    }

    private bool IsHour() => _limits is not { From: { } from, To: { } to } || TimeOnly.FromDateTime(_time.GetUtcNow().UtcDateTime).IsBetween(from, to);
}
