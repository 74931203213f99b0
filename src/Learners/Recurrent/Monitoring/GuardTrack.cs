using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Decides by the audits whether synthetic gradients are used: Online → Suspect → Fallback → Probation → Online. One audit says little, so that the mean of the last six counts, and that several times in a row.
/// </summary>
internal sealed class GuardTrack
{
    private const int Kept = 6, Weight = Kept, Synthetic = Kept + 1, Immediate = Kept + 2;
    private const int Phases = 0, Audits = 1, Streak = 2, Changes = 3, ChangedAt = 4;

    private readonly GuardOptions _options;
    private readonly Field _values;
    private readonly Field _counts;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public GuardTrack(Layout state, string prefix, GuardOptions options)
    {
        _options = options;
        _values = state.Add<double>(prefix + "guard.values", Kept + 3);
        _counts = state.Add<long>(prefix + "guard.counts", 5);
    }

    /// <summary>Sets the full weight in a fresh memory.</summary>
    public void Initialize(LearnerMemory memory) => memory.State.View<double>(_values)[Weight] = 1;

    /// <summary>Where the learner stands.</summary>
    public RecurrentPhase Phase(LearnerMemory memory) => (RecurrentPhase)memory.State.View<long>(_counts)[Phases];

    /// <summary>What the synthetic gradient's weight is multiplied with once it is used.</summary>
    public double Factor(LearnerMemory memory) => memory.State.View<double>(_values)[Weight];

    /// <summary>Audits made.</summary>
    public long Count(LearnerMemory memory) => memory.State.View<long>(_counts)[Audits];

    /// <summary>Mean gain of the last audits; NaN before the first.</summary>
    public double Gain(LearnerMemory memory)
    {
        ReadOnlySpan<double> values = memory.State.View<double>(_values);
        int count = (int)Math.Min(Kept, Count(memory));
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += values[i];
        }

        return sum / count;
    }

    /// <summary>The last audit's cosines; NaN before the first.</summary>
    public (double Synthetic, double Immediate) Cosines(LearnerMemory memory)
    {
        ReadOnlySpan<double> values = memory.State.View<double>(_values);
        return Count(memory) > 0 ? (values[Synthetic], values[Immediate]) : (double.NaN, double.NaN);
    }

    /// <summary>Changes of phase, and the row of the last.</summary>
    public (long Count, long Row) Transitions(LearnerMemory memory)
    {
        ReadOnlySpan<long> counts = memory.State.View<long>(_counts);
        return (counts[Changes], counts[ChangedAt]);
    }

    /// <summary>Takes an audit in.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="cosines">Its cosines.</param>
    /// <param name="lossAboveBest">How far the loss lies above its best, relative to that.</param>
    /// <param name="row">The number of the row.</param>
    public void Learn(LearnerMemory memory, (double Synthetic, double Immediate) cosines, double lossAboveBest, long row)
    {
        var values = memory.State.View<double>(_values);
        var counts = memory.State.View<long>(_counts);
        values[(int)(counts[Audits]++ % Kept)] = cosines.Synthetic - cosines.Immediate;
        (values[Synthetic], values[Immediate]) = cosines;
        if (!_options.Switches || counts[Audits] < Kept)
        {
            return;
        }

        double gain = Gain(memory);
        var phase = Phase(memory);
        bool isGood = phase < RecurrentPhase.Fallback ? gain >= _options.SuspectGain || lossAboveBest <= _options.LossGrowth : gain > _options.RecoveryGain;
        counts[Streak] = isGood == phase < RecurrentPhase.Fallback ? 0 : counts[Streak] + 1;
        var next = phase < RecurrentPhase.Fallback
            ? isGood ? RecurrentPhase.Online : counts[Streak] < _options.Patience ? RecurrentPhase.Suspect : RecurrentPhase.Fallback
            : !isGood ? RecurrentPhase.Fallback : counts[Streak] < _options.ProbationAudits ? RecurrentPhase.Probation : RecurrentPhase.Online;
        if (next == phase)
        {
            return;
        }

        if (next == RecurrentPhase.Fallback || phase >= RecurrentPhase.Fallback)
        {
            counts[Streak] = next == RecurrentPhase.Probation ? counts[Streak] : 0;
        }

        values[Weight] *= next == RecurrentPhase.Online && phase >= RecurrentPhase.Fallback ? 0.5 : 1;
        (counts[Phases], counts[ChangedAt]) = ((long)next, row);
        counts[Changes]++;
    }
}
