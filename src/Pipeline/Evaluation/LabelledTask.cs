using AdaptiveML.Online;
using AdaptiveML.Streams;

namespace AdaptiveML.Pipeline;

/// <summary>A task with one label a row, that may come late: keeps what plain methods know of it, sequence by sequence.</summary>
internal abstract class LabelledTask : PrequentialTask
{
    private readonly Dictionary<SequenceKey, LabelHistory> _histories = [];
    private readonly (LabelHistory History, double Label)[] _waiting;
    private readonly RowContextReader _context;
    private readonly int _size;

    /// <param name="context">Tells sequences apart.</param>
    /// <param name="pending">Most rows whose labels are missing at a time; 0 where no label comes late.</param>
    /// <param name="period">Rows of a season, or null.</param>
    protected LabelledTask(RowContextReader context, int pending, int? period)
    {
        _context = context;
        _waiting = new (LabelHistory, double)[Math.Max(pending, 1)];
        _size = checked(_waiting.Length + (period ?? 0) + 1);
    }

    /// <summary>The labels of the present row's sequence, as far as they are known.</summary>
    protected LabelHistory History { get; private set; } = new(1);

    /// <summary>The label of the present row; NaN where it has none.</summary>
    protected double Label { get; private set; }

    public sealed override void ReadLabel()
    {
        var sequence = _context.Read().Sequence;
        if (!_histories.TryGetValue(sequence, out var history))
        {
            _histories[sequence] = history = new(_size);
        }

        (History, Label) = (history, ReadTruth());
    }

    public sealed override void Judge(long row)
    {
        JudgeRow();
        History.Come();
        _waiting[row % _waiting.Length] = (History, Label);
    }

    public sealed override void Tell(long row)
    {
        var (history, label) = _waiting[row % _waiting.Length];
        history.Tell(label);
        Told(label);
    }

    /// <summary>Reads the label of the present row.</summary>
    protected abstract double ReadTruth();

    /// <summary>Judges all predictions of the present row.</summary>
    protected abstract void JudgeRow();

    /// <summary>A label has become known.</summary>
    protected virtual void Told(double label)
    {
    }
}
