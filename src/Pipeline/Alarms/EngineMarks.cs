namespace AdaptiveML.Pipeline;

/// <summary>Moments of an engine that one can go back to: an operation of its journal, or a copy of its learners.</summary>
internal sealed class EngineMarks
{
    private readonly List<(long Row, long Sequence, OnlineSnapshot? Snapshot)> _marks = [];
    private int _reach;

    /// <summary>Rows that one can go back over at least, once they have come; 0, and no marks are kept.</summary>
    public int Reach
    {
        get => _reach;
        set => _reach = Math.Max(_reach, value);
    }

    private int Step => Math.Max(1, _reach / 4);

    /// <summary>Whether a mark is to be set.</summary>
    public bool IsDue(long row) => _reach > 0 && (_marks.Count == 0 || row - _marks[^1].Row >= Step);

    /// <summary>Sets one; gives up those that are not needed any more.</summary>
    public void Add(long row, long sequence, OnlineSnapshot? snapshot)
    {
        _marks.Add((row, sequence, snapshot));
        while (_marks.Count > 1 && _marks[1].Row <= row - _reach - Step)
        {
            _marks.RemoveAt(0);
        }
    }

    /// <summary>The newest that is so many rows back, or the oldest; those behind it are given up.</summary>
    public (long Sequence, OnlineSnapshot? Snapshot) Take(long row, int rows)
    {
        int at = Math.Max(0, _marks.FindLastIndex(mark => mark.Row <= row - rows));
        _marks.RemoveRange(at + 1, _marks.Count - at - 1);
        return (_marks[at].Sequence, _marks[at].Snapshot);
    }
}
