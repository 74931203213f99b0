using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// How unusual an inner loss is: its distance from the running mean of its sequence's losses, in running deviations, bounded. A single loss moves the running
/// numbers only so far.
/// </summary>
internal sealed class LossScore
{
    /// <summary>Deviations at which the score ends, and beyond which a loss counts no more.</summary>
    public const double Bound = 10;

    private const double Largest = 1e12;
    private const double SmallestDeviation = 1e-12;
    private const double AbsoluteToStandard = 1.2533141373155003;

    /// <summary>Rows after which the running deviation is believed.</summary>
    private const int Settled = 16;

    private readonly Field _start;
    private readonly Field _running;
    private readonly double _rate;

    /// <summary>Adds the fields.</summary>
    public LossScore(Layout state, Layout sequence, double halfLife)
    {
        _start = state.AddStruct<RunningLoss, double>("score.start");
        _running = sequence.AddStruct<RunningLoss, double>("score.running");
        _rate = HalfLife.Rate(halfLife);
    }

    /// <summary>The score, from −<see cref="Bound"/> to <see cref="Bound"/>; 0 where there is no loss, or nothing to measure it by.</summary>
    public double Of(LearnerMemory memory, double loss)
    {
        ref readonly var running = ref Running(memory);
        return running.Rows < Settled || double.IsNaN(loss) ? 0 : Math.Clamp((Math.Min(loss, Largest) - running.Mean) / running.Deviation, -Bound, Bound);
    }

    /// <summary>Takes a loss, if there is one, into the running numbers of the sequence.</summary>
    public void Learn(LearnerMemory memory, double loss)
    {
        if (double.IsNaN(loss))
        {
            return;
        }

        ref var running = ref memory.Sequence.Ref<RunningLoss>(_running);
        if (running.Rows == 0)
        {
            running = memory.State.Ref<RunningLoss>(_start);
        }

        Learn(ref running, loss);
    }

    /// <summary>Sets what a sequence begins with from losses of many rows.</summary>
    public void Fit(LearnerMemory memory, IEnumerable<double> losses)
    {
        ref var start = ref memory.State.Ref<RunningLoss>(_start);
        start = default;
        foreach (double loss in losses)
        {
            Learn(ref start, loss);
        }
    }

    private ref readonly RunningLoss Running(LearnerMemory memory)
    {
        ref var running = ref memory.Sequence.Ref<RunningLoss>(_running);
        return ref running.Rows == 0 ? ref memory.State.Ref<RunningLoss>(_start) : ref running;
    }

    private void Learn(ref RunningLoss running, double loss)
    {
        double difference = Math.Min(loss, Largest) - running.Mean, limit = Bound * running.Deviation;
        difference = running.Rows < Settled ? difference : Math.Clamp(difference, -limit, limit);
        double rate = Math.Max(_rate, 1 / (running.Rows + 1));
        running.Mean += rate * difference;
        double deviation = running.Rows == 0 ? 0 : AbsoluteToStandard * Math.Abs(difference);
        running.Deviation = Math.Max(running.Deviation + (rate * (deviation - running.Deviation)), SmallestDeviation);
        running.Rows++;
    }

    private struct RunningLoss
    {
        public double Mean;
        public double Deviation;
        public double Rows;
    }
}
