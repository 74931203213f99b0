using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// A learner that records its rows and goes back through windows of them. The state in front of a window comes from as many rows as the window has, or from the
/// beginning of the sequence, and the gradient goes back through them too.
/// </summary>
internal sealed class GradientTraining<T> : IWindowModel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SequenceRecording<T> _recording;
    private readonly WindowDraw<T> _draw;
    private readonly int _rows;

    /// <summary>Sets up the training of a learner, which is given away.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="recording">Sequences to learn, and those held back.</param>
    /// <param name="rows">Rows of a window.</param>
    /// <exception cref="NotSupportedException">The machine cannot go backwards through time.</exception>
    public GradientTraining(GradientLearner<T> learner, SequenceRecording<T> recording, int rows)
    {
        (Learner, _recording, _draw, _rows) = (learner, recording, new(recording.Training, rows), rows);
        learner.UseWindows();
        learner.Memory.Activate(default);
    }

    /// <summary>What is fitted.</summary>
    public GradientLearner<T> Learner { get; }

    /// <inheritdoc/>
    public LearnerMemory Memory => Learner.Memory;

    /// <inheritdoc/>
    public int WindowsPerPass => _draw.WindowsPerPass;

    /// <inheritdoc/>
    public double Differentiate(Xoshiro256 random)
    {
        var (run, from, to) = _draw.Next(random);
        int labels = 0;
        for (int place = from; place < to; place++)
        {
            labels += run.IsLabelled(place) ? 1 : 0;
        }

        Begin(run, Math.Max(0, from - _rows), from);
        double sum = 0;
        for (int place = from; place < to; place++)
        {
            double weight = run.Weight(place), loss = Learner.PassWindowRow(run.Input(place), run.Target(place), weight / labels);
            sum += double.IsNaN(loss) ? 0 : weight * loss;
        }

        Learner.EndWindow();
        return sum / labels;
    }

    /// <inheritdoc/>
    public double Validate(CancellationToken cancellation)
    {
        double sum = 0, weights = 0;
        foreach (var (run, from, to) in _recording.Validation)
        {
            cancellation.ThrowIfCancellationRequested();
            Begin(run, 0, from);
            for (int place = from; place < to; place++)
            {
                double loss = Learner.PassWindowRow(run.Input(place), run.Target(place), 0);
                (sum, weights) = double.IsNaN(loss) ? (sum, weights) : (sum + (run.Weight(place) * loss), weights + run.Weight(place));
            }

            Learner.EndWindow();
        }

        return weights > 0 ? sum / weights : double.NaN;
    }

    /// <summary>Begins a sequence anew and follows some of its rows.</summary>
    private void Begin(SequenceRun<T> run, int from, int to)
    {
        Learner.RefreshParameters();
        Memory.Restart(default);
        for (int place = from; place < to; place++)
        {
            Learner.PassWindowRow(run.Input(place), run.Target(place), 0);
        }
    }
}
