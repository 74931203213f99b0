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

    /// <inheritdoc/>
    private protected override bool Advance(InputQuality input, TargetQuality target)
    {
        long row = _parts.Scale.Rows(Memory);
        if (row >= _parts.Burn)
        {
            _parts.Issued.Commit(Memory, row, isToLearn: false, _parts.Scale, _experts, _forecast, _halfWidths);
        }

        _parts.Recurrence.Advance(Memory, _drive);
        CommitRow(row);
        return true;
    }

    /// <inheritdoc/>
    private protected override UpdateResult LearnRow(double loss, double weight)
    {
        long row = _parts.Scale.Rows(Memory);
        for (int ahead = 1; ahead <= Options.Horizon; ahead++)
        {
            if (_parts.Issued.HasToLearn(Memory, row - ahead))
            {
                LearnTargets(row - ahead, ahead);
            }
        }

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

        if (row >= _parts.Burn)
        {
            _parts.Shared.Commit(Memory, row, 0, weight, _parts.Scale.IsSettled);
            for (int c = 0; c < Series; c++)
            {
                _parts.Own.Commit(Memory, row, c, weight, _parts.Scale.Qualities[c] == InputQuality.Clean);
            }

            _parts.Issued.Commit(Memory, row, isToLearn: true, _parts.Scale, _experts, _forecast, _halfWidths);
        }

        CommitRow(row);
        return isTaught
            ? new(UpdateVerdict.Applied, UpdateReason.None, loss, norm, Options.Unit.Update.LearningRate)
            : UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.MissingTarget, loss);
    }

    /// <summary>Half the squared error of the combined forecasts of one row ahead, in deviations; NaN if no value is known.</summary>
    private double FirstStepLoss(long origin)
    {
        var origins = _parts.Issued.Origins(Memory, origin);
        double loss = double.NaN;
        for (int c = 0; c < Series; c++)
        {
            if (IsComparable(origin, c))
            {
                double error = (_parts.Issued.Combined(Memory, origin, c) - _parts.Scale.Values[c]) / origins[Series + c];
                loss = (double.IsNaN(loss) ? 0 : loss) + (0.5 * error * error);
            }
        }

        return loss;
    }

    /// <summary>The present row as the target of an earlier one.</summary>
    private void LearnTargets(long origin, int ahead)
    {
        var (scale, issued) = (_parts.Scale, _parts.Issued);
        var origins = issued.Origins(Memory, origin);
        var changes = _parts.Changes(Memory);
        _errors.AsSpan().Fill(double.NaN);
        for (int c = 0; c < Series; c++)
        {
            if (!IsComparable(origin, c))
            {
                continue;
            }

            int output = ((ahead - 1) * Series) + c;
            double value = scale.Values[c], combined = issued.Combined(Memory, origin, output);
            _parts.Mixture.Learn(Memory, output, issued.Experts(Memory, origin, output), value);
            _errors[c] = value - combined;
            if (ahead == 1)
            {
                _parts.Alarms[c].Learn(Memory, combined, origins[c], value);
            }

            double target = (value - origins[c]) / origins[Series + c];
            changes[output] += ChangeRate * (Math.Min(Math.Abs(target), Options.LargestChange * changes[output]) - changes[output]);
            if (ahead == 1)
            {
                AddError(output, c, origin, target);
            }
            else
            {
                _parts.Shared.Learn(Memory, output, c, origin, target);
            }

            _parts.Own.Learn(Memory, output, c, origin, target);
        }

        _parts.Bands.Learn(Memory, ahead - 1, origin + ahead, _errors, issued.HalfWidths(Memory, origin, ahead - 1));
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
        _parts.History.Commit(Memory, row, _parts.Scale.Values);
        _parts.Scale.Commit(Memory);
    }

    /// <summary>Whether a series' value is known now, and was known where the forecast began.</summary>
    private bool IsComparable(long origin, int series) => _parts.Scale.Qualities[series] == InputQuality.Clean && _parts.Issued.IsKnown(Memory, origin, series);
}
