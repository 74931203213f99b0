using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <content>The life of a row behind the gate.</content>
public partial class RecurrentLearner<T>
{
    /// <summary>Computes the step of every net that learns, without changing memory.</summary>
    private bool Forward()
    {
        bool finite = true;
        foreach (var net in Active)
        {
            finite &= net.Forward(Memory, _input);
        }

        return finite;
    }

    /// <summary>Each net's loss; gives that of the leader.</summary>
    private double Losses(ReadOnlySpan<T> target, out UpdateReason reason)
    {
        reason = UpdateReason.None;
        var nets = Active;
        var leader = Leader;
        double loss = double.NaN;
        for (int i = 0; i < nets.Length; i++)
        {
            _losses[i] = nets[i].Output.Loss(Memory, target, out var refusal);
            reason = refusal == UpdateReason.None ? reason : refusal;
            loss = nets[i] == leader ? _losses[i] : loss;
        }

        return loss;
    }

    private UpdateResult LearnAdmitted(Admission admission, bool finite, double loss, UpdateReason reason, double weight)
    {
        if (Mode == UpdateMode.Frozen)
        {
            return Skipped(UpdateReason.Frozen, loss);
        }

        if (!finite)
        {
            return Fail(UpdateReason.NonFiniteLoss, loss, double.NaN);
        }

        if (Mode == UpdateMode.StateOnly)
        {
            return Follow(admission, UpdateReason.StateOnly, loss);
        }

        if (admission != Admission.Clean || _parts.Inputs.Quarantine(Memory) > 0)
        {
            return CompleteGroup(Follow(admission, admission == Admission.Clean ? UpdateReason.Quarantine : admission.Reason(), loss));
        }

        if (reason != UpdateReason.None)
        {
            var followed = Follow(admission, reason, loss);
            return reason == UpdateReason.UnknownLabel ? CompleteGroup(followed) : Refused(reason, loss);
        }

        return weight == 0 ? CompleteGroup(Follow(admission, UpdateReason.ZeroWeight, loss)) : Learn(loss, weight);
    }

    private UpdateResult Learn(double loss, double weight)
    {
        bool hasTarget = !double.IsNaN(loss), finite = true;
        var nets = Active;
        for (int i = 0; i < nets.Length; i++)
        {
            finite &= nets[i].Learn(Memory, _losses[i], weight, EndsSequence);
        }

        _parts.Inputs.Remember(Memory, _input, Admission.Clean);
        if (!finite)
        {
            DropGradient();
            return Fail(UpdateReason.NonFiniteGradient, loss, double.NaN);
        }

        var pending = Skipped(Leader.Gathered(Memory) > 0 ? UpdateReason.Gathering : UpdateReason.MissingTarget, loss);
        var result = CompleteGroup(pending);
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

    /// <summary>Advances the state by the row without learning from it.</summary>
    private UpdateResult Follow(Admission admission, UpdateReason reason, double loss)
    {
        foreach (var net in Active)
        {
            net.Follow(Memory, EndsSequence);
        }

        _parts.Inputs.Remember(Memory, _input, admission);
        return Skipped(reason, loss);
    }

    /// <summary>Counts the row, or, by the schedule, the end of a sequence; at the end of a group applies the gradients gathered, if any.</summary>
    private UpdateResult CompleteGroup(UpdateResult pending)
    {
        if (Mode != UpdateMode.StateAndParameters || (Options.Schedule == UpdateSchedule.EndOfSequence && !EndsSequence) || ++Ledger.Rows(Memory) % Options.Update.UpdateEvery != 0)
        {
            return pending;
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

                var result = Apply(net, pending.Loss);
                pending = net == leader || result.Verdict != UpdateVerdict.Applied ? result : pending;
            }
        }

        return pending;
    }

    private UpdateResult Apply(RecurrentNet<T> net, double loss)
    {
        _parts.Step?.Begin(Memory);
        double clip = net.Apply(Memory);
        if (double.IsNaN(clip))
        {
            DropGradient();
            return Fail(UpdateReason.NonFiniteGradient, loss, net.GradientNorm);
        }

        clip *= _parts.Step?.End(Memory) ?? 1;
        net.DropGradient(Memory);
        Ledger.Apply(Memory, Options.Update);
        return new(UpdateVerdict.Applied, UpdateReason.None, loss, net.GradientNorm, net.LearningRate(Memory) * clip);
    }

    private UpdateResult Fail(UpdateReason reason, double loss, double gradientNorm) => Ledger.Fail(Memory, this, Options.Update, reason, loss, gradientNorm);

    private void DropGradient()
    {
        foreach (var net in _parts.Nets)
        {
            net.DropGradient(Memory);
        }
    }

    private static UpdateResult Skipped(UpdateReason reason, double loss) => UpdateResult.Without(UpdateVerdict.Skipped, reason, loss);

    private static UpdateResult Refused(UpdateReason reason, double loss) => UpdateResult.Without(UpdateVerdict.Rejected, reason, loss);
}
