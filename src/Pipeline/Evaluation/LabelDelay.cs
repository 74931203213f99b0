using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>When the label of each row is told: after so many rows, or so much time.</summary>
internal sealed class LabelDelay
{
    /// <summary>Before all times, and far from where differences overflow.</summary>
    private const long Never = long.MinValue / 2;

    private readonly int _rows;
    private readonly long _time;
    private readonly Func<long?>? _reader;
    private readonly long[] _times;
    private long _came;
    private long _told;
    private long _now = Never;

    /// <param name="row">The row, as it moves on.</param>
    /// <param name="options">How late labels are.</param>
    /// <param name="pending">Most rows whose labels are missing at a time.</param>
    public LabelDelay(DataViewRow row, PrequentialOptions options, int pending)
    {
        (_rows, _time) = (options.LabelDelayRows, options.LabelDelay?.Ticks ?? 0);
        _reader = options.LabelDelay is null ? null : TimeReader.Create(row, ColumnChecks.Find(row.Schema, ColumnRole.Clock, options.TimeColumnName!));
        _times = new long[_reader is null ? 0 : pending];
    }

    /// <summary>The number of the present row.</summary>
    public long Row => _came;

    /// <summary>The next row whose label is told before the present one is predicted; none where the answer is false.</summary>
    public bool IsDueBefore(out long row)
    {
        row = _told;
        bool isDue = _reader is not null && _told < _came && _now - _times[_told % _times.Length] >= _time;
        _told += isDue ? 1 : 0;
        return isDue;
    }

    /// <summary>The same behind the present one.</summary>
    public bool IsDueAfter(out long row)
    {
        row = _told;
        bool isDue = _reader is null && _told + _rows < _came;
        _told += isDue ? 1 : 0;
        return isDue;
    }

    /// <summary>A row comes. One without a time, or with one before that of another, is taken for as late as the latest.</summary>
    public void Begin() => _now = Math.Max(_now, _reader?.Invoke() ?? Never);

    /// <summary>The row has been predicted.</summary>
    public void End()
    {
        if (_reader is not null)
        {
            _times[_came % _times.Length] = _now;
        }

        _came++;
    }

    /// <summary>Most rows whose labels are missing at a time; 0 where none comes late.</summary>
    public static int Pending(IDataView view, PrequentialOptions options)
    {
        if (options.LabelDelay is not { } delay)
        {
            return options.LabelDelayRows == 0 ? 0 : options.LabelDelayRows + 1;
        }

        var column = ColumnChecks.Find(view.Schema, ColumnRole.Clock, options.TimeColumnName!);
        using var cursor = view.GetRowCursor([column]);
        var time = TimeReader.Create(cursor, column);
        var waiting = new Queue<long>();
        long now = Never;
        int most = 0;
        while (cursor.MoveNext())
        {
            now = Math.Max(now, time() ?? Never);
            while (waiting.TryPeek(out long oldest) && now - oldest >= delay.Ticks)
            {
                waiting.Dequeue();
            }

            waiting.Enqueue(now);
            most = Math.Max(most, waiting.Count);
        }

        return Math.Max(most, 1);
    }
}
