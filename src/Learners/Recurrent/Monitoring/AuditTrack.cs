using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>What the audits have shown. One audit says little, so that the gain is the mean of the last six.</summary>
internal sealed class AuditTrack
{
    private const int Kept = 6, Synthetic = Kept, Immediate = Kept + 1;

    private readonly Field _values;
    private readonly Field _count;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public AuditTrack(Layout state, string prefix)
    {
        _values = state.Add<double>(prefix + "audit.values", Kept + 2);
        _count = state.Add<long>(prefix + "audit.count", 1);
    }

    /// <summary>Audits made.</summary>
    public long Count(LearnerMemory memory) => memory.State.View<long>(_count)[0];

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

    /// <summary>Takes an audit in.</summary>
    public void Learn(LearnerMemory memory, (double Synthetic, double Immediate) cosines)
    {
        var values = memory.State.View<double>(_values);
        values[(int)(memory.State.View<long>(_count)[0]++ % Kept)] = cosines.Synthetic - cosines.Immediate;
        (values[Synthetic], values[Immediate]) = cosines;
    }
}
