using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <content>A forecaster's part in the row protocol. A row is the target of the forecasts before it.</content>
public sealed partial class LruForecaster<T>
{
    /// <summary>A row also teaches the steps beyond the first, and is kept to learn from later.</summary>
    private protected override bool LearnsWithoutTarget => true;

    /// <summary>The row is its own target: how far the forecast before was off.</summary>
    private protected override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        long row = _parts.Scale.Rows(Memory);
        loss = _parts.Issued.HasForecast(Memory, row - 1) ? FirstStepLoss(row - 1) : double.NaN;
        return double.IsNaN(loss) ? TargetQuality.Missing : TargetQuality.Known;
    }

    /// <summary>
    /// Follows the row. Its values judge what was forecast of them, so that the sequence's own weights, intervals and alarms stay live where no parameter
    /// moves.
    /// </summary>
    private protected override bool Advance(InputQuality input, TargetQuality target)
    {
        long row = _parts.Scale.Rows(Memory);
        TakeTargets(row, isToLearn: false);
        _parts.Issued.Commit(Memory, row, isToLearn: false, _parts.Scale, _next, _experts, _forecast, _halfWidths);
        _parts.Recurrence.Advance(Memory, _drive);
        CommitRow(row);
        return true;
    }

    /// <inheritdoc/>
    private protected override UpdateResult LearnRow(double loss, double weight)
    {
        long row = _parts.Scale.Rows(Memory);
        TakeTargets(row, isToLearn: true);
        bool isTaught = !double.IsNaN(loss) && _parts.Issued.HasToLearn(Memory, row - 1);
        double norm = double.NaN;
        if (isTaught)
        {
            norm = _parts.Recurrence.LearnAndAdvance(Memory, _drive);
        }
        else
        {
            _parts.Recurrence.Advance(Memory, _drive);
        }

        _parts.Shared.Commit(Memory, row, 0, weight, IsReady());
        for (int c = 0; c < Series; c++)
        {
            _parts.Own.Commit(Memory, row, c, weight, IsReady(c));
        }

        _parts.Issued.Commit(Memory, row, isToLearn: true, _parts.Scale, _next, _experts, _forecast, _halfWidths);
        CommitRow(row);
        return isTaught
            ? new(UpdateVerdict.Applied, UpdateReason.None, loss, norm, Options.Unit.Update.LearningRate)
            : UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.MissingTarget, loss);
    }

    /// <summary>Half the squared error of the combined forecasts of one row ahead, in deviations; NaN if no value is known.</summary>
    private double FirstStepLoss(long origin)
    {
        var deviations = _parts.Issued.Deviations(Memory, origin);
        double loss = double.NaN;
        for (int c = 0; c < Series; c++)
        {
            if (IsComparable(origin, c))
            {
                double error = (_parts.Issued.Combined(Memory, origin, c) - _parts.Scale.Raw[c]) / deviations[c];
                loss = (double.IsNaN(loss) ? 0 : loss) + (0.5 * error * error);
            }
        }

        return loss;
    }

    /// <summary>The present row as the target of all that was forecast of it.</summary>
    private void TakeTargets(long row, bool isToLearn)
    {
        for (int ahead = 1; ahead <= Options.Horizon; ahead++)
        {
            if (_parts.Issued.HasForecast(Memory, row - ahead))
            {
                TakeTarget(row - ahead, ahead, isToLearn);
            }
        }
    }

    /// <summary>
    /// The present row as the target of an earlier one. Every value that is known judges the intervals, and the experts unless the level is new, or
    /// another than they forecast from; readouts learn from those alone that are believed, and not at a new level. Only where the row is to be learnt from does
    /// it teach what all sequences share.
    /// </summary>
    private void TakeTarget(long origin, int ahead, bool isToLearn)
    {
        var (scale, issued) = (_parts.Scale, _parts.Issued);
        bool hasToLearn = isToLearn && issued.HasToLearn(Memory, origin);
        _errors.AsSpan().Fill(double.NaN);
        for (int c = 0; c < Series; c++)
        {
            int output = ((ahead - 1) * Series) + c;
            _widenings[c] = Widening(ahead, issued.Missing(Memory, origin, c), issued.Deviations(Memory, origin)[c], issued.Units(Memory, origin)[c]);
            double value = scale.Raw[c], combined = issued.Combined(Memory, origin, output);
            if (double.IsNaN(value))
            {
                continue;
            }

            if (issued.Levels(Memory, origin)[c] == scale.Levels[c] && !scale.IsNew(c))
            {
                Judge(origin, ahead, c, combined, value, isToLearn);
            }

            _errors[c] = value - combined;
            if (ahead == 1 && IsComparable(origin, c))
            {
                double half = issued.HalfWidths(Memory, origin, 0)[c];
                _parts.Alarms[c].Learn(Memory, combined, issued.Starts(Memory, origin)[c], value, half >= 0 ? half : double.NaN);
            }

            if (hasToLearn && (IsComparable(origin, c) || IsExplicable(origin, c)) && IsReadout(origin, output) && !scale.IsNew(c))
            {
                LearnReadouts(origin, ahead, c);
            }
        }

        _parts.Bands.Learn(
            Memory, ahead - 1, origin + ahead, _errors, issued.HalfWidths(Memory, origin, ahead - 1), issued.Units(Memory, origin), isToLearn, _widenings);
    }

    /// <summary>
    /// Holds the experts against a value. What lies far from the forecast, measured by its interval, counts as less far: one row is no more than one.
    /// </summary>
    private void Judge(long origin, int ahead, int series, double combined, double value, bool isShared)
    {
        var issued = _parts.Issued;
        int output = ((ahead - 1) * Series) + series;
        double half = issued.HalfWidths(Memory, origin, ahead - 1)[series], unit = issued.Units(Memory, origin)[series];
        double room = half >= 0 ? (WidthsJudged * half) + unit : double.PositiveInfinity;
        issued.ReadExperts(Memory, origin, output, _judged);
        foreach (ref double expert in _judged.AsSpan())
        {
            expert = Math.Clamp(expert, combined - room, combined + room);
        }

        if (double.IsNaN(_judged[0]))
        {
            return;
        }

        bool isOver = _parts.Mixture.Learn(Memory, output, _judged, Math.Clamp(value, combined - room, combined + room), isShared: isShared);
        if (isOver && ahead == 1)
        {
            BeginAnew(origin, series);
        }
    }

    /// <summary>
    /// Where what the first step has come to is over, but for its last two targets, so is that of further steps, and what waits from before says nothing of
    /// what is now.
    /// </summary>
    private void BeginAnew(long origin, int series)
    {
        _parts.Issued.Sleep(Memory, origin - 1, series);
        for (int output = series + Series; output < _forecast.Length; output += Series)
        {
            _parts.Mixture.Follow(Memory, output, series);
        }
    }

    private void LearnReadouts(long origin, int ahead, int series)
    {
        var (scale, issued) = (_parts.Scale, _parts.Issued);
        int output = ((ahead - 1) * Series) + series;
        double target = (Believed(series) - issued.Values(Memory, origin)[series]) / issued.Deviations(Memory, origin)[series];
        LearnLargestChange(output, target, IsUnusual(_parts.Shared.FeaturesOf(Memory, origin, series)));
        if (ahead == 1)
        {
            AddError(output, series, origin, target);
        }
        else
        {
            _parts.Shared.Learn(Memory, output, series, origin, target);
        }

        _parts.Own.Learn(Memory, output, series, origin, target);
    }

    /// <summary>Learns a first step, and adds its error to the recurrence, whose state and traces are still those of its row.</summary>
    private void AddError(int output, int series, long origin, double target)
    {
        var weights = _parts.Shared.Weights(Memory, output).Slice(_parts.Features.StatesAt, _parts.Recurrence.Count);
        weights.CopyTo(_states);
        double error = _parts.Shared.Learn(Memory, output, series, origin, target);
        _parts.Recurrence.AddError(_states, Math.Clamp(error, -LargestError, LargestError));
    }

    private void CommitRow(long row)
    {
        _parts.Smoothed?.Commit(Memory, _parts.Scale, row);
        _parts.History.Commit(Memory, row, _parts.Scale);
        _parts.Scale.Commit(Memory);
        _parts.Repeats.Update(Memory, _row.AsSpan(0, _expected.Length), Mode == UpdateMode.StateAndParameters);
    }

    /// <summary>Whether readouts are to learn from the present value of a series.</summary>
    private bool IsReady(int series) => _parts.Scale.Qualities[series] == InputQuality.Clean && _parts.Scale.Count(series) >= _readyRows
        && !_parts.Scale.IsNew(series);

    /// <summary>Whether they are to learn from that of any series.</summary>
    private bool IsReady()
    {
        bool isReady = false;
        for (int c = 0; c < Series; c++)
        {
            isReady |= IsReady(c);
        }

        return isReady;
    }

    /// <summary>Whether readouts have forecast an output.</summary>
    private bool IsReadout(long origin, int output) => _parts.Issued.IsLastAwake(Memory, origin, output);

    /// <summary>Whether a series' value is known and believed now, and was known where the forecast began.</summary>
    private bool IsComparable(long origin, int series) => _parts.Scale.Qualities[series] == InputQuality.Clean && _parts.Issued.IsKnown(Memory, origin, series);
}
