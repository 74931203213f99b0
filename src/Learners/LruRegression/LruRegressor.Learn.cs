using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <content>A regressor's part in the row protocol: what a label changes.</content>
public sealed partial class LruRegressor<T>
{
    /// <inheritdoc/>
    private protected override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        double whole = ScaledLabel(double.CreateTruncating(target[0]));
        _level = _parts.Level.Value(Memory);
        (_unitVerdict, _told) = (LabelUnitVerdict.Same, _parts.Unit.Remove(Memory, whole, ScaledLabel(0)));
        _label = _told - _level;
        WeighUnit(whole);
        double error = _estimate + _parts.Level.Hedge(Memory) - _label;
        loss = 0.5 * error * error;
        _surprise = _parts.Labels.Surprise(Memory, error);
        return double.IsNaN(_label) ? TargetQuality.Missing
            : double.IsInfinity(_label) || _parts.Labels.IsBeyond(Memory, _label) ? TargetQuality.NonFinite
            : _unitVerdict == LabelUnitVerdict.InQuestion || !Settle() ? TargetQuality.Implausible
            : _age == LabelAges.Standstill && _parts.LabelRepeats.IsStuck(Memory, 0, _told) ? TargetQuality.Stuck
            : TargetQuality.Known;
    }

    /// <inheritdoc/>
    private protected override bool Advance(InputQuality input, TargetQuality target)
    {
        if (target is TargetQuality.Known or TargetQuality.Stuck)
        {
            Judge(target);
        }

        _parts.Recurrence.Advance(Memory, _drive);
        Commit(input, target);
        return true;
    }

    /// <inheritdoc/>
    private protected override UpdateResult LearnRow(double loss, double weight)
    {
        Judge(TargetQuality.Known);
        weight = _parts.Weights.Relative(Memory, weight);
        double last = _parts.Labels.Seen(Memory);
        foreach (var readout in _parts.Readouts)
        {
            if (readout != _parts.Chained || _parts.Labels.Age(Memory) == 1)
            {
                readout.Learn(Memory, readout.IsOfChange ? _label - last : _label, weight, _parts.Recurrence);
            }
        }

        _parts.Base?.Learn(Memory, _label, weight, _parts.Recurrence);
        double norm = _parts.Recurrence.AdvanceAndLearn(Memory, _drive);
        Commit(InputQuality.Clean, TargetQuality.Known);
        return new(UpdateVerdict.Applied, UpdateReason.None, loss, norm, Options.Unit.Update.LearningRate);
    }

    /// <summary>Closes the row. Only what is known moves a scale, and only where the learner learns: the scales are of all sequences.</summary>
    private void Commit(InputQuality input, TargetQuality target)
    {
        if (Learns(target) && target is TargetQuality.Known or TargetQuality.Implausible)
        {
            _parts.Inputs.Learn(Memory, _surprise);
        }

        _parts.Inputs.Commit(Memory, _input, input);
        _parts.InputRepeats.Update(Memory, _raw.AsSpan(0, _parts.Sensors), Mode == UpdateMode.StateAndParameters);
        if (Learns(target))
        {
            _parts.InputDrift.Update(Memory, Known);
        }

        if (target is TargetQuality.Known or TargetQuality.Implausible or TargetQuality.Stuck)
        {
            CommitLabel(target == TargetQuality.Implausible, Learns(target));
        }
        else
        {
            _parts.Labels.Commit(Memory, Known, _predictions[ChainedAt]);
        }
    }

    /// <summary>Whether what sequences share learns from the row.</summary>
    private bool Learns(TargetQuality target) => Mode == UpdateMode.StateAndParameters && target != TargetQuality.Stuck;

    private void CommitLabel(bool isDoubted, bool learns)
    {
        var (labels, level) = (_parts.Labels, _parts.Level);
        _parts.LabelRepeats.Update(Memory, [_told], learns);
        if (_isUnitWeighed)
        {
            _parts.Unit.Commit(Memory, learns);
        }

        if (learns && !(isDoubted && _unitVerdict != LabelUnitVerdict.Same))
        {
            labels.Learn(Memory, _label, _estimate, isDoubted);
        }

        if (isDoubted)
        {
            level.Doubt(Memory, _label - _estimate, learns);
            labels.CommitLabel(Memory, Known, _estimate, _estimate);
            return;
        }

        if (learns)
        {
            _parts.LabelDrift.Update(Memory, [_label]);
        }

        level.Settle(Memory, _level, learns);
        labels.CommitLabel(Memory, Known, _label, _estimate);
        _parts.Base?.CommitLabel(Memory, _label);
    }

    /// <summary>Asks what the label says of its unit, once labels have shown how well they are estimated.</summary>
    private void WeighUnit(double whole)
    {
        double error = _parts.Labels.MeanError(Memory);
        _isUnitWeighed = double.IsFinite(_label) && double.IsFinite(_estimate) && error > 0 && _parts.Labels.IsSettled(Memory)
            && !_parts.Labels.IsBeyond(Memory, _label);
        if (!_isUnitWeighed)
        {
            return;
        }

        double zero = ScaledLabel(0);
        bool isFar = _parts.Labels.IsFar(Memory, _label, _estimate);
        _unitVerdict = _parts.Unit.Weigh(Memory, whole, zero, _estimate + _level, _parts.Level.Jump(Memory), error, isFar);
        if (_unitVerdict == LabelUnitVerdict.Another)
        {
            _told = _parts.Unit.RemoveNext(whole, zero);
            _label = _told - _level;
        }
    }

    private double ScaledLabel(double value)
    {
        _scalar[0] = value;
        _parts.Standardizer.ScaleTarget(Memory, _scalar, _scalar);
        return _scalar[0];
    }

    /// <summary>Whether the label is believed: it is as was expected, or the first of a further sequence, or confirms the one before. The last two settle a new
    /// level.</summary>
    private bool Settle()
    {
        bool isLikeNone = _parts.Labels.IsSettled(Memory) && _parts.Linear.Spread > UnknownSpread;
        if (isLikeNone || !_parts.Labels.IsFar(Memory, _label, _estimate))
        {
            return true;
        }

        if (!_parts.Labels.IsUnlabelled(Memory) && !_parts.Level.Confirms(Memory, _label - _estimate))
        {
            return false;
        }

        _level += _label - _estimate;
        _label = _estimate;
        return true;
    }
}
