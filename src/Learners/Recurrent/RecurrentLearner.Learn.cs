using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <content>A recurrent learner's part in the row protocol.</content>
public partial class RecurrentLearner<T>
{
    private RecurrentPhase _phaseBefore;

    /// <inheritdoc/>
    private protected override bool LearnsWithoutTarget => true;

    /// <inheritdoc/>
    private protected override InputQuality JudgeInput(ReadOnlySpan<T> input)
    {
        _phaseBefore = Phase;
        _target.AsSpan().Fill(T.NaN);
        _parts.Standardizer.ScaleInput(Memory, input, Known);
        var quality = _parts.Inputs.Judge(Memory, Known);
        _parts.Label?.Read(Memory, _input.AsSpan(InputSize));
        _parts.Readout?.Fill(Memory, Known);
        return quality;
    }

    /// <summary>Computes the step of every net that is awake, without changing memory.</summary>
    /// <returns>Whether all is finite in the leader's.</returns>
    private protected override bool Forward(InputQuality quality)
    {
        var leader = Leader;
        bool finite = true;
        for (int i = 0; i < _losses.Length; i++)
        {
            finite &= !IsAwake(i) || _parts.Nets[i].Forward(Memory, _input) || _parts.Nets[i] != leader;
        }

        return finite;
    }

    /// <inheritdoc/>
    private protected override void ForwardToPredict(InputQuality quality) => Leader.Forward(Memory, _input);

    /// <inheritdoc/>
    private protected override void Write(InputQuality quality, Span<T> prediction) => Leader.Output.Write(Memory, prediction);

    /// <summary>Judges the target by the loss of the leader; keeps the losses of all nets.</summary>
    private protected override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        var leader = Leader;
        var quality = TargetQuality.Missing;
        loss = double.NaN;
        for (int i = 0; i < _losses.Length; i++)
        {
            _losses[i] = double.NaN;
            if (_parts.Nets[i] != leader && !IsReady(i))
            {
                continue;
            }

            var ofNet = _parts.Nets[i].Output.Judge(Memory, target, out _losses[i]);
            (loss, quality) = _parts.Nets[i] == leader ? (_losses[i], ofNet) : (loss, quality);
        }

        if (quality == TargetQuality.Known)
        {
            target.CopyTo(_target);
        }

        return quality;
    }

    /// <inheritdoc/>
    private protected override bool Advance(InputQuality input, TargetQuality target)
    {
        _parts.Label?.Commit(Memory, Leader.Output, _target);
        for (int i = 0; i < _losses.Length; i++)
        {
            if (IsAwake(i))
            {
                _parts.Nets[i].Advance(Memory, EndsSequence);
            }
        }

        Close(input, learns: false);
        return true;
    }

    /// <inheritdoc/>
    private protected override UpdateResult LearnRow(double loss, double weight)
    {
        bool hasTarget = !double.IsNaN(loss), finite = true;
        var leader = Leader;
        _parts.Label?.Commit(Memory, leader.Output, _target);
        for (int i = 0; i < _losses.Length; i++)
        {
            finite &= Learn(i, hasTarget ? _losses[i] : double.NaN, weight) || _parts.Nets[i] != leader;
        }

        Close(InputQuality.Clean, learns: true);
        if (!finite)
        {
            DropGradient();
            return Fail(UpdateReason.NonFiniteGradient, loss, double.NaN);
        }

        var pending = UpdateResult.Without(UpdateVerdict.Skipped, leader.Gathered(Memory) > 0 ? UpdateReason.Gathering : UpdateReason.MissingTarget, loss);
        var result = CloseRow(pending);
        if (!_parts.IsFollowing)
        {
            Compare(hasTarget);
        }

        return hasTarget || result.Reason != UpdateReason.None ? result : result with { Reason = UpdateReason.MissingTarget };
    }

    /// <summary>The row's own part of the nets' input.</summary>
    private Span<T> Known => _input.AsSpan(0, InputSize);

    /// <summary>Whether a net goes along with the row.</summary>
    private bool IsAwake(int net) => _parts.IsFollowing || (_parts.Budget?.IsAwake(Memory, net) ?? true);

    /// <summary>Whether a net's prediction of the row counts.</summary>
    private bool IsReady(int net) => _parts.IsFollowing || (_parts.Budget?.IsReady(Memory, net) ?? true);

    /// <summary>What a row leaves beside the nets.</summary>
    private void Close(InputQuality input, bool learns)
    {
        _parts.Inputs.Commit(Memory, Known, input);
        _parts.Readout?.Commit(Memory, _target);
        if (!_parts.IsFollowing)
        {
            _parts.Budget?.Close(Memory, _parts.Contest!, learns, _target.ContainsAnyExcept(T.NaN));
        }
    }

    /// <summary>Learns the row with one net, if it is among those that learn it; one whose numbers are no numbers any more only drops its gradient.</summary>
    /// <returns>Whether every number made is finite.</returns>
    private bool Learn(int index, double loss, double weight)
    {
        var net = _parts.Nets[index];
        if (net != Leader && !IsReady(index))
        {
            if (IsAwake(index))
            {
                net.Advance(Memory, EndsSequence);
            }

            return true;
        }

        bool finite = net.Learn(Memory, double.IsInfinity(loss) ? double.NaN : loss, weight, EndsSequence);
        if (!finite)
        {
            net.DropGradient(Memory);
        }

        return finite;
    }

    /// <summary>Counts the row, or, by the schedule, the end of a sequence; at the end of a group applies the gradients gathered, if any.</summary>
    private protected override UpdateResult CloseRow(UpdateResult result)
    {
        if ((Options.Schedule == UpdateSchedule.EndOfSequence && !EndsSequence) || ++Counters.Rows(Memory) % Options.Update.UpdateEvery != 0)
        {
            return result;
        }

        var leader = Leader;
        foreach (var net in _parts.Nets)
        {
            if (net.Gathered(Memory) > 0)
            {
                if (net == _parts.Nets[0])
                {
                    _parts.Guard?.CountUpdate(Memory);
                }

                result = Apply(net, net == leader, result);
            }
        }

        ChooseLearners();
        return result;
    }

    /// <summary>Chooses who goes along from the next row on, where there is a choice.</summary>
    private void ChooseLearners()
    {
        if (!_parts.IsFollowing && _parts.Budget is { } budget)
        {
            var leader = Leader;
            for (int i = 0; i < _losses.Length; i++)
            {
                if (budget.Choose(Memory, i, _parts.Nets[i] == leader))
                {
                    _parts.Nets[i].DropGradient(Memory);
                }
            }
        }
    }

    /// <summary>Adds how the gradient was made.</summary>
    private protected override UpdateResult Describe(UpdateResult result)
    {
        var (leader, phase) = (Leader, Phase);
        var learning = _parts.Guard is null ? leader : _parts.Nets[0];
        return result with
        {
            Recurrent = new(leader.Method, phase, phase == _phaseBefore ? null : _phaseBefore, learning.TdError, learning.AuditGain(Memory)),
        };
    }

    /// <inheritdoc/>
    private protected override UpdateResult Fail(UpdateReason reason, double loss, double gradientNorm) =>
        Counters.Fail(Memory, this, Options.Update, reason, loss, gradientNorm);

    /// <summary>Shows the losses of a row to the contest, or to the guard.</summary>
    private void Compare(bool hasTarget)
    {
        if (_parts.Contest is { } contest)
        {
            if (hasTarget)
            {
                contest.Learn(Memory, _losses);
            }
        }
        else if (_parts.Guard is { } guard)
        {
            var (master, twin) = (_parts.Nets[0], _parts.Nets[1]);
            if (hasTarget && double.IsFinite(_losses[0] + _losses[1]))
            {
                guard.Learn(Memory, _losses[0], _losses[1], master.Step.Row);
            }

            if (Phase == _phaseBefore && Phase < RecurrentPhase.Fallback && master.IsSaturated(Memory))
            {
                guard.GiveUp(Memory, master.Monitor.Loss(Memory), twin.Monitor.Loss(Memory), master.Step.Row);
            }
        }
    }

    /// <summary>Steps a net along what it has gathered; what becomes of the leader's step becomes of the row.</summary>
    private UpdateResult Apply(RecurrentNet<T> net, bool isLeader, UpdateResult result)
    {
        _parts.Step?.Begin(Memory);
        var scale = net.Apply(Memory);
        net.DropGradient(Memory);
        if (!scale.IsFinite)
        {
            if (!isLeader)
            {
                return result;
            }

            DropGradient();
            return Fail(UpdateReason.NonFiniteGradient, result.Loss, scale.Norm);
        }

        double clip = scale.Clip * (_parts.Step?.End(Memory) ?? 1);
        if (!isLeader)
        {
            return result;
        }

        Counters.Apply(Memory, Options.Update);
        return new(UpdateVerdict.Applied, UpdateReason.None, result.Loss, scale.Norm, net.LearningRate(Memory) * clip);
    }

    private void DropGradient()
    {
        foreach (var net in _parts.Nets)
        {
            net.DropGradient(Memory);
        }
    }
}
