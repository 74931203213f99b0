namespace AdaptiveML.Online;

/// <summary>
/// A learner, and the rows that may still change it, since the label of the oldest of them is missing. Learners take rows in the order in which they
/// came. So there are up to three of them, each a copy of the one before that has gone on:
/// <code>
/// rows     1 2 3 4 5 6 7 8 9
/// labels   ● ● ● ○ ● ○ ● ○ ○        settled: learnt 1 to 3      present: learnt 5 and 7, followed 4 and 6      ahead: followed 8 and 9
/// </code>
/// </summary>
/// <remarks>
/// The settled learner stands in front of the oldest row without a label. The present one stands behind the latest row with one: a label is learnt when it
/// comes, whatever older ones are missing. The one ahead never learns, and predicts. Where labels come in the order of their rows, the first two are one. A
/// label of a row that the present learner has gone past takes it back to the settled one, and over the rows again.
/// </remarks>
internal sealed partial class LateLabelLearner(IOnlineLearner<float> learner, LateLabelOptions options)
{
    private static readonly float[] Unknown = [float.NaN];

    private readonly float[] _target = new float[learner.TargetSize];
    private float[] _unread = new float[learner.OutputSize];
    private IOnlineLearner<float> _settled = learner;
    private IOnlineLearner<float>? _present;
    private IOnlineLearner<float>? _ahead;
    private bool _isAheadBehind = true;
    private PendingRows? _rows;
    private int _taken;

    /// <summary>Verdicts on the rows that the learner has come to.</summary>
    public UpdateCounts Counts => Present.Counts;

    /// <summary>What became of the sequences of those rows.</summary>
    public SequenceCounts Sequences => Present.Sequences;

    /// <summary>Rows whose labels are still to come.</summary>
    public int Pending => _rows?.Pending ?? 0;

    /// <summary>Those of them that the learner has gone past.</summary>
    public int Overtaken => _rows?.PendingAmong(_taken) ?? 0;

    /// <summary>Rows whose labels were given up.</summary>
    public long Expired { get; private set; }

    /// <summary>When the oldest row came whose label is missing, or null where none is: <see cref="LateLabelOptions.Now"/>.</summary>
    public long? OldestArrival => Pending > 0 ? _rows![0].Arrived : null;

    /// <summary>Whether the learner can take on further classes.</summary>
    public bool IsGrowing => _settled is IGrowingClassifier<float>;

    private int Waiting => _rows?.Count ?? 0;

    /// <summary>Whether the mode has changed behind rows that wait.</summary>
    private bool HasModeWaiting
    {
        get
        {
            for (int i = 0; i < Waiting; i++)
            {
                if (_rows![i].Action == PendingAction.SetMode)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The learner that has learnt all labels that have come, of the rows before the first that is as if it had just come.</summary>
    private IOnlineLearner<float> Present => _taken == 0 ? _settled : _present!;

    /// <summary>Predicts a row that comes after all others. Pure.</summary>
    public void Predict(in RowContext row, ReadOnlySpan<float> input, Span<float> prediction) =>
        Foremost().Predict(row, input, prediction);

    /// <summary>A row whose label will never be known. Where others are still to be taken, the verdict is that of the copy that is ahead.</summary>
    public UpdateResult Observe(in RowContext row, ReadOnlySpan<float> input)
    {
        MakeRoom();
        var result = Last().Observe(row, input);
        Close(input, new() { Action = PendingAction.Observe, Context = row });
        return result;
    }

    /// <summary>A row with its label.</summary>
    public UpdateResult Learn(in RowContext row, ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> prediction)
    {
        MakeRoom();
        if (Waiting > _taken)
        {
            Follow(row, input, Known(row, target), prediction);
            return TakeUpTo(Waiting - 1);
        }

        var result = Last().Learn(row, input, target, prediction);
        if (Waiting > 0)
        {
            Close(input, Known(row, target));
        }

        return result;
    }

    /// <summary>A row whose label will be told by a key that <see cref="RequireFree"/> has found free.</summary>
    public void Await(in RowContext row, ReadOnlySpan<float> input, string key, Span<float> prediction)
    {
        MakeRoom();
        Follow(row, input, new() { Action = PendingAction.Observe, Context = row, Key = key }, prediction);
    }

    /// <summary>
    /// Takes a sequence back to its beginning, or all where none is named. Where rows wait, the learner does so when it has come to it; the copy that is ahead
    /// does so now.
    /// </summary>
    public void Reset(SequenceKey? sequence)
    {
        var gap = new PendingRow
        {
            Action = sequence is null ? PendingAction.ResetAll : PendingAction.Reset,
            Context = new() { Sequence = sequence.GetValueOrDefault() },
        };
        MakeRoom();
        Take(Last(), gap, [], []);
        Close([], gap);
    }

    /// <summary>Whether a row waits under a key.</summary>
    public bool IsWaiting(ReadOnlySpan<char> key) => _rows is { } rows && rows.Contains(key);

    /// <summary>Throws if a row waits under a key.</summary>
    public void RequireFree(string key)
    {
        if (IsWaiting(key))
        {
            throw new ArgumentException($"A row waits for its label under the key '{key}' already.", nameof(key));
        }
    }

    /// <summary>
    /// The label of a row that waits under a key. It is learnt, and so are the rows behind it that waited for nothing else. If learning has been switched off
    /// since rows came that wait, it is given up: what is not to learn now does not learn, whatever the mode was then.
    /// </summary>
    /// <returns>Whether there is such a row.</returns>
    public bool TryLearn(ReadOnlySpan<char> key, float label, out UpdateResult result)
    {
        result = default;
        label = Mode != UpdateMode.StateAndParameters && HasModeWaiting ? float.NaN : label;
        if (_rows is not { } rows || !rows.TryLabel(key, label, out int index))
        {
            return false;
        }

        int taken = _taken;
        if (index == 0)
        {
            _isAheadBehind = true;
            result = Settle();
            if (taken > 0 && _taken > 0)
            {
                TakeAgain(_taken);
            }
        }
        else
        {
            result = index < taken ? TakeAgain(taken, index) : TakeUpTo(index);
        }

        return true;
    }

    /// <summary>Gives up the labels of the rows that came before a moment: <see cref="LateLabelOptions.Now"/>.</summary>
    /// <returns>How many they were.</returns>
    public int ExpireBefore(long moment)
    {
        if (OldestArrival < moment)
        {
            Foremost();
        }

        int expired = 0;
        for (; OldestArrival < moment; expired++)
        {
            GiveUp();
        }

        return expired;
    }

    /// <summary>Whether a row whose label is no class of the learner could be the first of a further one.</summary>
    public bool CanOpen(in RowContext row, ReadOnlySpan<float> input) => Present is IGrowingClassifier<float> growing && growing.CanOpen(row, input);

    /// <summary>The same of a row that waits under a key; false where there is none.</summary>
    public bool CanOpen(ReadOnlySpan<char> key) =>
        _rows is { } rows && rows.IndexOf(key) is >= 0 and var index && CanOpen(rows[index].Context, rows.Input(index));

    /// <summary>
    /// The learner that predicts: it has taken all rows, and learnt all labels that have come. Not the caller's own. A row that is given up leaves it as it is;
    /// so it is asked for first, and it makes no difference whether a prediction has.
    /// </summary>
    public IOnlineLearner<float> Foremost() => Waiting > _taken ? Ahead() : Present;

    private static PendingRow Known(in RowContext row, ReadOnlySpan<float> target) => new() { Action = PendingAction.Learn, Context = row, Label = target[0] };

    /// <summary>The copy that is ahead predicts and follows a row, which is kept.</summary>
    private void Follow(in RowContext context, ReadOnlySpan<float> input, in PendingRow row, Span<float> prediction)
    {
        var ahead = Ahead();
        ahead.Learn(context, input, Unknown, prediction);
        Keep(input, row, ahead);
    }

    /// <summary>Keeps a row that <see cref="Last"/> has taken, if others wait.</summary>
    private void Close(ReadOnlySpan<float> input, in PendingRow row)
    {
        if (Waiting > 0)
        {
            bool isTaken = Waiting == _taken;
            Keep(input, row, isTaken ? Present : Ahead());
            _taken += isTaken ? 1 : 0;
        }
    }

    /// <summary>Puts a row behind the others, with what a learner has just said of it.</summary>
    private void Keep(ReadOnlySpan<float> input, in PendingRow row, IOnlineLearner<float> sayer)
    {
        var issued = sayer as IIssuedPredictions;
        _rows ??= new(options.Capacity, _settled.InputSize, issued?.IssuedSize ?? 0);
        _rows.Add(input, row with { Arrived = options.Now() });
        var said = _rows.Issued(_rows.Count - 1);
        said.Clear();
        if (row.Key is not null || row.Action == PendingAction.Learn)
        {
            issued?.KeepIssued(said);
        }
    }

    private void MakeRoom()
    {
        if (_rows is { IsFull: true })
        {
            Foremost();
            GiveUp();
        }
    }

    private void GiveUpAll()
    {
        Expired += Pending;
        (_rows, _taken, _isAheadBehind) = (null, 0, true);

        // A mode that was set behind rows that waited holds without them.
        _settled.Mode = Mode;
    }

    private void GiveUp()
    {
        Expired++;
        SettleUnlabelled();
    }
}
