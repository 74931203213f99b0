using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>
/// An engine's learner and the rows that it has not come to, since a label is missing. The learner takes the rows in the order in which they came, so it
/// stands in front of the oldest row without a label; a copy of it, which never learns, has gone on over the waiting rows and predicts.
/// <code>
/// rows     1 2 3 4 5 6 7 8 9
/// labels   ● ● ● ○ ● ○ ○ ● ○        the learner has learnt 1 to 3; the copy has followed 4 to 9
/// </code>
/// </summary>
internal sealed class DelayedLabelLearner(IOnlineLearner<float> learner, OnlineEngineOptions options)
{
    private static readonly float[] Unknown = [float.NaN];

    private readonly float[] _target = new float[learner.TargetSize];
    private float[] _unread = new float[learner.OutputSize];
    private PendingRows? _rows;
    private IOnlineLearner<float>? _ahead;
    private bool _isAheadBehind = true;

    /// <summary>Verdicts on the rows that the learner has come to.</summary>
    public UpdateCounts Counts => learner.Counts;

    /// <summary>What became of the sequences of those rows.</summary>
    public SequenceCounts Sequences => learner.Sequences;

    /// <summary>Rows whose labels are still to come.</summary>
    public int Pending => _rows?.Pending ?? 0;

    /// <summary>Rows whose labels were given up.</summary>
    public long Expired { get; private set; }

    /// <summary>Whether the learner can take on further classes.</summary>
    public bool IsGrowing => learner is IGrowingClassifier<float>;

    private bool IsWaiting => _rows is { Count: > 0 };

    /// <summary>Predicts a row that comes after all others. Pure.</summary>
    public void Predict(in RowContext row, ReadOnlySpan<float> input, Span<float> prediction) =>
        (IsWaiting ? Ahead() : learner).Predict(row, input, prediction);

    /// <summary>A row whose label will never be known. Where others wait, the verdict is that of the copy.</summary>
    public UpdateResult Observe(in RowContext row, ReadOnlySpan<float> input)
    {
        MakeRoom();
        if (!IsWaiting)
        {
            _isAheadBehind = true;
            return learner.Observe(row, input);
        }

        var result = Ahead().Observe(row, input);
        Add(input, new() { Action = PendingAction.Observe, Context = row });
        return result;
    }

    /// <summary>A row with its label. Where others wait it takes its place behind them.</summary>
    public UpdateResult Learn(in RowContext row, ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> prediction)
    {
        MakeRoom();
        if (!IsWaiting)
        {
            _isAheadBehind = true;
            return learner.Learn(row, input, target, prediction);
        }

        var result = Ahead().Learn(row, input, target, prediction);
        Add(input, new() { Action = PendingAction.Learn, Context = row, Label = target[0] });
        return result.Reason == UpdateReason.StateOnly ? NotYet(result.Loss) : result;
    }

    /// <summary>A row whose label will be told by a key that <see cref="RequireFree"/> has found free.</summary>
    public void Await(in RowContext row, ReadOnlySpan<float> input, string key, Span<float> prediction)
    {
        MakeRoom();
        Ahead().Learn(row, input, Unknown, prediction);
        Add(input, new() { Action = PendingAction.Observe, Context = row, Key = key });
    }

    /// <summary>
    /// Takes a sequence back to its beginning, or all where none is named. Where rows wait, the learner does so when it has come to it; the copy does so now.
    /// </summary>
    public void Reset(SequenceKey? sequence)
    {
        var gap = new PendingRow
        {
            Action = sequence is null ? PendingAction.ResetAll : PendingAction.Reset,
            Context = new() { Sequence = sequence.GetValueOrDefault() },
        };
        MakeRoom();
        if (IsWaiting)
        {
            Take(Ahead(), gap, []);
            Add([], gap);
        }
        else
        {
            Take(learner, gap, []);
            _isAheadBehind = true;
        }
    }

    /// <summary>Throws if a row waits under a key.</summary>
    public void RequireFree(string key)
    {
        Expire();
        if (_rows is { } rows && rows.Contains(key))
        {
            throw new ArgumentException($"A row waits for its label under the key '{key}' already.", nameof(key));
        }
    }

    /// <summary>
    /// The label of a row that waits under a key. It is learnt, and so are the rows behind it that waited for nothing else, unless older rows still wait.
    /// </summary>
    /// <returns>Whether there is such a row.</returns>
    public bool TryLearn(ReadOnlySpan<char> key, float label, out UpdateResult result)
    {
        Expire();
        result = default;
        if (_rows is not { } rows || !rows.TryLabel(key, label, out int index))
        {
            return false;
        }

        result = index == 0 ? Release() : NotYet(double.NaN);
        return true;
    }

    /// <summary>Whether a row whose label is no class of the learner could be the first of a further one.</summary>
    public bool CanOpen(in RowContext row, ReadOnlySpan<float> input) => learner is IGrowingClassifier<float> growing && growing.CanOpen(row, input);

    /// <summary>The same of a row that waits under a key; false where there is none.</summary>
    public bool CanOpen(ReadOnlySpan<char> key)
    {
        Expire();
        return _rows is { } rows && rows.IndexOf(key) is >= 0 and var index && CanOpen(rows[index].Context, rows.Input(index));
    }

    /// <summary>Makes room for one class more, the last.</summary>
    /// <returns>The learner as it now is, which goes on to change.</returns>
    public IOnlineLearner<float> Open() => Exchange(((IGrowingClassifier<float>)learner).WithFurtherClass());

    /// <summary>A learner that has gone over the waiting rows as if all labels that are missing had been given up.</summary>
    public IOnlineLearner<float> ToLearner()
    {
        var now = learner.Clone();
        for (int i = 0; i < (_rows?.Count ?? 0); i++)
        {
            Take(now, _rows![i], _rows.Input(i));
        }

        return now;
    }

    /// <summary>The same, to go back to.</summary>
    public OnlineSnapshot ToSnapshot(ClassLabels? classes) => new(IsWaiting ? ToLearner() : learner, classes);

    /// <summary>Goes back to a snapshot. The waiting rows are of a time after it: they are given up.</summary>
    public void Restore(OnlineSnapshot snapshot)
    {
        snapshot.CopyTo(learner.Memory);
        GiveUpAll();
    }

    /// <summary>Goes back to a snapshot of a learner of other classes.</summary>
    /// <returns>The learner as it now is, which goes on to change.</returns>
    public IOnlineLearner<float> Become(OnlineSnapshot snapshot)
    {
        GiveUpAll();
        var then = snapshot.CreateLearner();
        then.Mode = learner.Mode;
        return Exchange(then);
    }

    private static UpdateResult NotYet(double loss) => UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.Waiting, loss);

    /// <summary>The copy, brought up to the present.</summary>
    private IOnlineLearner<float> Ahead()
    {
        if (_ahead is null)
        {
            _ahead = learner.Clone();
            _ahead.Mode = learner.Mode == UpdateMode.Frozen ? UpdateMode.Frozen : UpdateMode.StateOnly;
        }

        if (_isAheadBehind)
        {
            _isAheadBehind = false;
            _ahead.Memory.CopyFrom(learner.Memory);
            for (int i = 0; i < (_rows?.Count ?? 0); i++)
            {
                Take(_ahead, _rows![i], _rows.Input(i));
            }
        }

        return _ahead;
    }

    private IOnlineLearner<float> Exchange(IOnlineLearner<float> other)
    {
        (learner, _unread, _ahead, _isAheadBehind) = (other, new float[other.OutputSize], null, true);
        return other;
    }

    private void Add(ReadOnlySpan<float> input, in PendingRow row)
    {
        _rows ??= new(options.PendingLabels, learner.InputSize);
        _rows.Add(input, row with { Arrived = options.TimeProvider.GetTimestamp() });
    }

    private void MakeRoom()
    {
        Expire();
        if (_rows is { IsFull: true })
        {
            GiveUp();
        }
    }

    private void Expire()
    {
        while (options.LabelTimeLimit is { } limit && IsWaiting && options.TimeProvider.GetElapsedTime(_rows![0].Arrived) > limit)
        {
            GiveUp();
        }
    }

    private void GiveUpAll()
    {
        Expired += Pending;
        _rows = null;
        _isAheadBehind = true;
    }

    private void GiveUp()
    {
        Expired++;
        Release();
    }

    /// <summary>Takes the oldest row, and those behind it up to the next that waits for its label.</summary>
    /// <returns>What became of the oldest.</returns>
    private UpdateResult Release()
    {
        _isAheadBehind = true;
        var result = TakeFirst();
        while (IsWaiting && _rows![0].Key is null)
        {
            TakeFirst();
        }

        return result;
    }

    private UpdateResult TakeFirst()
    {
        var result = Take(learner, _rows![0], _rows.Input(0));
        _rows.RemoveFirst();
        return result;
    }

    private UpdateResult Take(IOnlineLearner<float> taker, in PendingRow row, ReadOnlySpan<float> input)
    {
        switch (row.Action)
        {
            case PendingAction.Learn:
                _target[0] = row.Label;
                return taker.Learn(row.Context, input, _target, _unread);
            case PendingAction.Reset:
                taker.Reset(row.Context.Sequence);
                return default;
            case PendingAction.ResetAll:
                taker.Reset();
                return default;
            default:
                return taker.Observe(row.Context, input);
        }
    }
}
