using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>How unusual an inner loss is: its distance from the running mean of its sequence's losses, in running deviations, bounded. A single loss moves the running numbers only so far.</summary>
internal sealed class LossScore
{
    /// <summary>Deviations at which the score ends, and beyond which a loss counts no more.</summary>
    public const double Bound = 10;

    private const double Largest = 1e12;
    private const double SmallestDeviation = 1e-12;
    private const double AbsoluteToStandard = 1.2533141373155003;
    private const int Mean = 0, Deviation = 1, Rows = 2;

    /// <summary>Rows after which the running deviation is believed.</summary>
    private const int Settled = 16;

    private readonly Field _start;
    private readonly Field _running;
    private readonly double _rate;

    /// <summary>Adds the fields.</summary>
    public LossScore(Layout state, Layout sequence, double halfLife)
    {
        _start = state.Add<double>("score.start", 3);
        _running = sequence.Add<double>("score.running", 3);
        _rate = HalfLife.Rate(halfLife);
    }

    /// <summary>The score, from −<see cref="Bound"/> to <see cref="Bound"/>; 0 where there is no loss, or nothing to measure it by.</summary>
    public double Of(LearnerMemory memory, double loss)
    {
        var running = Running(memory);
        return running[Rows] < Settled || double.IsNaN(loss) ? 0 : Math.Clamp((Math.Min(loss, Largest) - running[Mean]) / running[Deviation], -Bound, Bound);
    }

    /// <summary>Takes a loss, if there is one, into the running numbers of the sequence.</summary>
    public void Learn(LearnerMemory memory, double loss)
    {
        if (double.IsNaN(loss))
        {
            return;
        }

        var running = memory.Sequence.View<double>(_running);
        if (running[Rows] == 0)
        {
            memory.State.View<double>(_start).CopyTo(running);
        }

        Learn(running, loss);
    }

    /// <summary>Sets what a sequence begins with from losses of many rows.</summary>
    public void Fit(LearnerMemory memory, IEnumerable<double> losses)
    {
        var start = memory.State.View<double>(_start);
        start.Clear();
        foreach (double loss in losses)
        {
            Learn(start, loss);
        }
    }

    private ReadOnlySpan<double> Running(LearnerMemory memory)
    {
        ReadOnlySpan<double> running = memory.Sequence.View<double>(_running);
        return running[Rows] == 0 ? memory.State.View<double>(_start) : running;
    }

    private void Learn(Span<double> running, double loss)
    {
        double difference = Math.Min(loss, Largest) - running[Mean], limit = Bound * running[Deviation];
        difference = running[Rows] < Settled ? difference : Math.Clamp(difference, -limit, limit);
        double rate = Math.Max(_rate, 1 / (running[Rows] + 1));
        running[Mean] += rate * difference;
        double deviation = running[Rows] == 0 ? 0 : AbsoluteToStandard * Math.Abs(difference);
        running[Deviation] = Math.Max(running[Deviation] + (rate * (deviation - running[Deviation])), SmallestDeviation);
        running[Rows]++;
    }
}
