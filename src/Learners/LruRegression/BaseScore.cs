using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// Another model's estimate of the label, f, which comes with each row, and the experts that see it. All others are as they would be without it.
/// <code>
/// ŷ = f      ŷ = f + wᵀ(1, f, y′ − f′)      ŷ = y′ + wᵀ(φ, f, f − f′)      f′: the estimate of the last label's row
/// </code>
/// </summary>
/// <remarks>The estimate as it is knows nothing of a level that was taken out of the labels; the others are without it, as labels are. An estimate that is
/// not finite makes all of them silent, and one that is a spike among those before it all but the first.</remarks>
internal sealed class BaseScore
{
    private const int CorrectedAt = 1, ScoredAt = 2;

    private readonly RegressorReadout _corrected;
    private readonly (RegressorReadout Readout, RegressorReadout Without)[] _scored;
    private readonly Field _last;
    private double _score;
    private double _lastLabel;
    private bool _isPlausible;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="home">Whose the readouts are.</param>
    /// <param name="options">The readouts'.</param>
    /// <param name="without">The readouts whose features are seen together with the estimate, with the number of these and how fast they are forgotten.</param>
    public BaseScore(
        MachineLayout<double> layout, StateScope home, LruRegressorOptions options,
        params (RegressorReadout Readout, int Features, double Forgetting)[] without)
    {
        _corrected = new(home, "base.corrected", 3, -1, false, 0.999, options);
        _scored = [.. without.Select((each, i) =>
            (new RegressorReadout(home, $"base.scored_{i}", each.Features + 2, -1, true, each.Forgetting, options), each.Readout))];
        Counts = [.. without.Select(each => each.Features)];
        _last = layout.Sequence.AddStruct<Last, double>("base.last");
    }

    /// <summary>Names of the experts, in the order of their estimates.</summary>
    public static IReadOnlyList<string> ExpertNames { get; } = ["BaseScore", "BaseScoreCorrected", "PlainScored", "RecurrentScored", "RecurrentSlowScored"];

    private int[] Counts { get; }

    /// <summary>Sets up a fresh memory.</summary>
    public void Initialize(LearnerMemory memory)
    {
        _corrected.Initialize(memory);
        Array.ForEach(_scored, scored => scored.Readout.Initialize(memory));
    }

    /// <summary>Writes the experts' estimates of a row, and what each says of its error in it.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="score">f, in the units of labels; not finite where it is not known.</param>
    /// <param name="isPlausible">Whether it is like those before it; else there is nothing to be learnt from it.</param>
    /// <param name="level">What was taken out of the labels.</param>
    /// <param name="labels">The last label, and the range that estimates are held to.</param>
    /// <param name="predictions">Receives the estimates.</param>
    /// <param name="spreads">Receives the spreads.</param>
    public void Predict(
        LearnerMemory memory, double score, bool isPlausible, double level, LabelTrack labels, Span<double> predictions, Span<double> spreads)
    {
        (_score, _isPlausible, _lastLabel) = (score, isPlausible, labels.Seen(memory));
        predictions.Fill(double.NaN);
        spreads.Fill(1);
        if (double.IsFinite(score))
        {
            predictions[0] = labels.Hold(memory, score - level);
        }

        if (!isPlausible)
        {
            return;
        }

        ref readonly var last = ref memory.Sequence.Ref<Last>(_last);
        (_corrected.Features[0], _corrected.Features[1], _corrected.Features[2]) = (1, score, last.Miss);
        predictions[CorrectedAt] = labels.Hold(memory, score + _corrected.Predict(memory));
        spreads[CorrectedAt] = _corrected.Spread;
        for (int i = 0; i < _scored.Length; i++)
        {
            var (readout, without) = _scored[i];
            without.Features.AsSpan(0, Counts[i]).CopyTo(readout.Features);
            (readout.Features[Counts[i]], readout.Features[Counts[i] + 1]) = (score, last.IsKnown == 1 ? score - last.Score : 0);
            predictions[ScoredAt + i] = labels.Hold(memory, _lastLabel + readout.Predict(memory));
            spreads[ScoredAt + i] = readout.Spread;
        }
    }

    /// <summary>Learns the row that was predicted last.</summary>
    public void Learn(LearnerMemory memory, double label, double weight, TrainedRecurrence recurrence)
    {
        if (!_isPlausible)
        {
            return;
        }

        _corrected.Learn(memory, label - _score, weight, recurrence);
        foreach (var (readout, _) in _scored)
        {
            readout.Learn(memory, label - _lastLabel, weight, recurrence);
        }
    }

    /// <summary>Closes the row that was predicted last, which has a label.</summary>
    public void CommitLabel(LearnerMemory memory, double label)
    {
        ref var last = ref memory.Sequence.Ref<Last>(_last);
        last.IsKnown = _isPlausible ? 1 : 0;
        if (_isPlausible)
        {
            (last.Score, last.Miss) = (_score, label - _score);
        }
    }

    /// <summary>f of the last label's row, whether it was known, and y − f of the last row where both were.</summary>
    private struct Last
    {
        public double Score;
        public double IsKnown;
        public double Miss;
    }
}
