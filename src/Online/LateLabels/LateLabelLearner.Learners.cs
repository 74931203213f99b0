namespace AdaptiveML.Online;

/// <content>The learners, and how they take the rows.</content>
internal sealed partial class LateLabelLearner
{
    /// <summary>Makes room for one class more, the last.</summary>
    /// <returns>The learner as it now is, which goes on to change.</returns>
    public IOnlineLearner<float> Open()
    {
        int taken = _taken;
        Exchange(((IGrowingClassifier<float>)_settled).WithFurtherClass());
        if (taken > 0)
        {
            TakeAgain(taken);
        }

        return _settled;
    }

    /// <summary>A learner that has gone over the waiting rows as if all labels that are missing had been given up.</summary>
    public IOnlineLearner<float> ToLearner()
    {
        var now = Present.Clone();
        TakeFrom(_taken, now);
        return now;
    }

    /// <summary>Whether a learner is of the same layouts, so that this one can go back to it.</summary>
    public bool HasLayoutsOf(IOnlineLearner<float> other) => other.Memory.HasLayoutsOf(_settled.Memory);

    /// <summary>Goes back to what a learner of the same shape is. The waiting rows are of a time after it: they are given up.</summary>
    public void Restore(IOnlineLearner<float> then)
    {
        _settled.Memory.CopyFrom(then.Memory);
        GiveUpAll();
    }

    /// <summary>Goes on with another learner, such as one of other classes. The waiting rows are given up.</summary>
    public void Become(IOnlineLearner<float> then)
    {
        GiveUpAll();
        then.Mode = _settled.Mode;
        Exchange(then);
    }

    /// <summary>
    /// Takes the oldest row as one without a label. The copies that have gone on took it so too: they are behind only if the learner learns without labels.
    /// </summary>
    private void SettleUnlabelled()
    {
        bool isPresent = _taken == 0;
        var before = _settled.Counts;
        Settle();
        var now = _settled.Counts;
        _isAheadBehind |= isPresent && (now.Applied, now.RolledBack) != (before.Applied, before.RolledBack);
    }

    private void Exchange(IOnlineLearner<float> other) =>
        (_settled, _unread, _present, _taken, _ahead, _isAheadBehind) = (other, new float[other.OutputSize], null, 0, null, true);

    /// <summary>The learner that takes the next row: the copy that is ahead where there are rows that the present one has not taken.</summary>
    private IOnlineLearner<float> Last()
    {
        if (Waiting > _taken)
        {
            return Ahead();
        }

        _isAheadBehind = true;
        return Present;
    }

    /// <summary>The copy that is ahead, brought up to the last row.</summary>
    private IOnlineLearner<float> Ahead()
    {
        if (_ahead is null)
        {
            _ahead = _settled.Clone();
            _ahead.Mode = _settled.Mode == UpdateMode.Frozen ? UpdateMode.Frozen : UpdateMode.StateOnly;
        }

        if (_isAheadBehind)
        {
            _isAheadBehind = false;
            _ahead.Memory.CopyFrom(Present.Memory);
            TakeFrom(_taken, _ahead);
        }

        return _ahead;
    }

    /// <summary>The present learner takes the rows up to one, and those behind it up to the next that waits for its label.</summary>
    /// <param name="to">The row, counted from the oldest.</param>
    /// <param name="asked">The row whose verdict is given back, or null for the same.</param>
    private UpdateResult TakeUpTo(int to, int? asked = null)
    {
        if (_taken == 0)
        {
            _present ??= _settled.Clone();
            _present.Memory.CopyFrom(_settled.Memory);
        }

        UpdateResult result = default;
        while (_taken < Waiting && (_taken <= to || _rows![_taken].Key is null))
        {
            var each = Take(_present!, _taken);
            result = _taken == (asked ?? to) ? each : result;
            _taken++;
        }

        _isAheadBehind = true;
        return result;
    }

    /// <summary>The present learner goes back to the settled one, and over the first rows again.</summary>
    private UpdateResult TakeAgain(int count, int asked = 0)
    {
        _taken = 0;
        return TakeUpTo(count - 1, asked);
    }

    /// <summary>The settled learner takes the oldest row, and those behind it up to the next that waits for its label.</summary>
    /// <returns>What became of the oldest.</returns>
    private UpdateResult Settle()
    {
        var result = SettleFirst();
        while (Waiting > 0 && _rows![0].Key is null)
        {
            SettleFirst();
        }

        return result;
    }

    private UpdateResult SettleFirst()
    {
        var result = Take(_settled, 0);
        _rows!.RemoveFirst();
        _taken = Math.Max(0, _taken - 1);
        return result;
    }

    private void TakeFrom(int from, IOnlineLearner<float> taker)
    {
        for (int i = from; i < Waiting; i++)
        {
            Take(taker, i);
        }
    }

    private UpdateResult Take(IOnlineLearner<float> taker, int index) => Take(taker, _rows![index], _rows.Input(index), _rows.Issued(index));

    private UpdateResult Take(IOnlineLearner<float> taker, in PendingRow row, ReadOnlySpan<float> input, ReadOnlySpan<double> issued)
    {
        switch (row.Action)
        {
            case PendingAction.Learn:
                _target[0] = row.Label;
                (taker as IIssuedPredictions)?.RecallIssued(issued);
                var result = taker.Learn(row.Context, input, _target, _unread);
                (taker as IIssuedPredictions)?.RecallIssued([]);
                return result;
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
