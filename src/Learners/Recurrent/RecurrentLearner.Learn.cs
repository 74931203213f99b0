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
        _parts.Standardizer.ScaleInput(Memory, input, _input);
        return _parts.Inputs.Judge(Memory, _input);
    }

    /// <summary>Computes the step of every net that learns, without changing memory.</summary>
    private protected override bool Forward(InputQuality quality)
    {
        bool finite = true;
        foreach (var net in Active)
        {
            finite &= net.Forward(Memory, _input);
        }

        return finite;
    }

    /// <inheritdoc/>
    private protected override void ForwardToPredict(InputQuality quality) => Leader.Forward(Memory, _input);

    /// <inheritdoc/>
    private protected override void Write(InputQuality quality, Span<T> prediction) => Leader.Output.Write(Memory, prediction);

    /// <summary>Judges the target by the loss of the leader; keeps the losses of all nets that learn.</summary>
    private protected override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        var nets = Active;
        var leader = Leader;
        var quality = TargetQuality.Missing;
        loss = double.NaN;
        for (int i = 0; i < nets.Length; i++)
        {
            var ofNet = nets[i].Output.Judge(Memory, target, out _losses[i]);
            (loss, quality) = nets[i] == leader ? (_losses[i], ofNet) : (loss, quality);
        }

        return quality;
    }

    /// <inheritdoc/>
    private protected override bool Advance(InputQuality input, TargetQuality target)
    {
        foreach (var net in Active)
        {
            net.Advance(Memory, EndsSequence);
        }

        _parts.Inputs.Commit(Memory, _input, input);
        return true;
    }

    /// <inheritdoc/>
    private protected override UpdateResult LearnRow(double loss, double weight)
    {
        bool hasTarget = !double.IsNaN(loss), finite = true;
        var nets = Active;
        for (int i = 0; i < nets.Length; i++)
        {
            finite &= nets[i].Learn(Memory, _losses[i], weight, EndsSequence);
        }

        _parts.Inputs.Commit(Memory, _input, InputQuality.Clean);
        if (!finite)
        {
            DropGradient();
            return Fail(UpdateReason.NonFiniteGradient, loss, double.NaN);
        }

        var pending = UpdateResult.Without(UpdateVerdict.Skipped, Leader.Gathered(Memory) > 0 ? UpdateReason.Gathering : UpdateReason.MissingTarget, loss);
        var result = CloseRow(pending);
        if (hasTarget)
        {
            Compare();
        }

        if (ActiveGuard is { } guard && _parts.Nets[0].IsSaturated(Memory))
        {
            GiveUpIfBehind(guard);
        }

        return hasTarget || result.Reason != UpdateReason.None ? result : result with { Reason = UpdateReason.MissingTarget };
    }

    /// <summary>Counts the row, or, by the schedule, the end of a sequence; at the end of a group applies the gradients gathered, if any.</summary>
    private protected override UpdateResult CloseRow(UpdateResult result)
    {
        if ((Options.Schedule == UpdateSchedule.EndOfSequence && !EndsSequence) || ++Counters.Rows(Memory) % Options.Update.UpdateEvery != 0)
        {
            return result;
        }

        var leader = Leader;
        foreach (var net in Active)
        {
            if (net.Gathered(Memory) > 0)
            {
                if (net == _parts.Nets[0])
                {
                    ActiveGuard?.CountUpdate(Memory);
                }

                var applied = Apply(net, result.Loss);
                result = net == leader || applied.Verdict != UpdateVerdict.Applied ? applied : result;
            }
        }

        return result;
    }

    /// <summary>Adds how the gradient was made.</summary>
    private protected override UpdateResult Describe(UpdateResult result)
    {
        var (leader, phase) = (Leader, Phase);
        var learning = ActiveGuard is null ? leader : _parts.Nets[0];
        return result with
        {
            Recurrent = new(leader.Method, phase, phase == _phaseBefore ? null : _phaseBefore, learning.TdError, learning.AuditGain(Memory)),
        };
    }

    /// <inheritdoc/>
    private protected override UpdateResult Fail(UpdateReason reason, double loss, double gradientNorm) =>
        Counters.Fail(Memory, this, Options.Update, reason, loss, gradientNorm);

    /// <summary>Takes the losses of a row into the trial, or shows them to the guard; a net that has been given up begins anew from its twin.</summary>
    private void Compare()
    {
        if (!_parts.Trial.IsDecided(Memory))
        {
            _parts.Trial.Learn(Memory, _losses);
        }
        else if (ActiveGuard is { } guard)
        {
            bool wasFallback = Phase >= RecurrentPhase.Fallback;
            guard.Learn(Memory, _losses[0], _losses[1], _parts.Nets[0].Step.Row);
            if (!wasFallback && Phase >= RecurrentPhase.Fallback)
            {
                _parts.Nets[0].BeginFrom(Memory, _parts.Nets[1]);
            }
        }
    }

    /// <summary>A saturated net is given up without waiting for whole blocks, if its twin is ahead.</summary>
    private void GiveUpIfBehind(GuardTrack guard)
    {
        var (master, twin) = (_parts.Nets[0], _parts.Nets[1]);
        if (guard.GiveUp(Memory, master.Monitor.Loss(Memory), twin.Monitor.Loss(Memory), master.Step.Row))
        {
            master.BeginFrom(Memory, twin);
        }
    }

    private UpdateResult Apply(RecurrentNet<T> net, double loss)
    {
        _parts.Step?.Begin(Memory);
        var scale = net.Apply(Memory);
        if (!scale.IsFinite)
        {
            DropGradient();
            return Fail(UpdateReason.NonFiniteGradient, loss, scale.Norm);
        }

        double clip = scale.Clip * (_parts.Step?.End(Memory) ?? 1);
        net.DropGradient(Memory);
        Counters.Apply(Memory, Options.Update);
        return new(UpdateVerdict.Applied, UpdateReason.None, loss, scale.Norm, net.LearningRate(Memory) * clip);
    }

    private void DropGradient()
    {
        foreach (var net in _parts.Nets)
        {
            net.DropGradient(Memory);
        }
    }
}
