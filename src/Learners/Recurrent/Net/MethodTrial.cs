using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Which of several nets that learn the same rows side by side predicts best. Each row's loss is of a prediction made before it was learnt; the second half of
/// the trial decides, by its mean.
/// </summary>
internal sealed class MethodTrial
{
    private const double Rate = 0.01;

    private readonly int _rows;
    private readonly Field _sums;
    private readonly Field _averages;
    private readonly Field _progress;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    /// <param name="state">Where to.</param>
    /// <param name="candidates">Number of nets; one is not tried.</param>
    /// <param name="rows">Rows with a target that the trial takes.</param>
    public MethodTrial(Layout state, int candidates, int rows)
    {
        _rows = rows;
        Candidates = candidates;
        _sums = state.Add<double>("trial.sums", candidates);
        _averages = state.Add<double>("trial.averages", candidates);
        _progress = state.AddStruct<TrialProgress, long>("trial.progress");
    }

    /// <summary>Number of nets.</summary>
    public int Candidates { get; }

    /// <summary>Whether the choice has been made.</summary>
    public bool IsDecided(LearnerMemory memory) => Candidates == 1 || memory.State.Ref<TrialProgress>(_progress).Rows >= _rows;

    /// <summary>The net that predicts: the best so far, and in the end the one chosen.</summary>
    public int Leader(LearnerMemory memory) => (int)memory.State.Ref<TrialProgress>(_progress).Leader;

    /// <summary>Takes in a row's losses, one a net; all finite.</summary>
    public void Learn(LearnerMemory memory, ReadOnlySpan<double> losses)
    {
        Span<double> sums = memory.State.View<double>(_sums), averages = memory.State.View<double>(_averages);
        ref var progress = ref memory.State.Ref<TrialProgress>(_progress);
        progress.Rows++;
        for (int i = 0; i < losses.Length; i++)
        {
            averages[i] += Math.Max(Rate, 1.0 / progress.Rows) * (losses[i] - averages[i]);
            sums[i] += progress.Rows > _rows / 2 ? losses[i] : 0;
        }

        var decisive = progress.Rows >= _rows ? sums : averages;
        progress.Leader = decisive.IndexOf(TensorPrimitives.Min<double>(decisive));
    }

    private struct TrialProgress
    {
        public long Rows;
        public long Leader;
    }
}
