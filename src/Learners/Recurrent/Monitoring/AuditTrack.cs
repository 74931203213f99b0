using System.Runtime.CompilerServices;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>What the audits have shown. One audit says little, so that the gain is the mean of the last six.</summary>
internal sealed class AuditTrack
{
    private const int Kept = 6;

    private readonly Field _values;
    private readonly Field _count;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public AuditTrack(Layout state, string prefix)
    {
        _values = state.AddStruct<AuditValues, double>(prefix + "audit.values");
        _count = state.Add<long>(prefix + "audit.count", 1);
        state.RequireCounts(_count);
    }

    /// <summary>Audits made.</summary>
    public long Count(LearnerMemory memory) => memory.State.View<long>(_count)[0];

    /// <summary>Mean gain of the last audits; NaN before the first.</summary>
    public double Gain(LearnerMemory memory)
    {
        ref readonly var values = ref memory.State.Ref<AuditValues>(_values);
        int count = (int)Math.Min(Kept, Count(memory));
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += values.Gains[i];
        }

        return sum / count;
    }

    /// <summary>The last audit's cosines; NaN before the first.</summary>
    public (double Synthetic, double Immediate) Cosines(LearnerMemory memory)
    {
        ref readonly var values = ref memory.State.Ref<AuditValues>(_values);
        return Count(memory) > 0 ? (values.Synthetic, values.Immediate) : (double.NaN, double.NaN);
    }

    /// <summary>Takes an audit in.</summary>
    public void Learn(LearnerMemory memory, (double Synthetic, double Immediate) cosines)
    {
        ref var values = ref memory.State.Ref<AuditValues>(_values);
        values.Gains[(int)(memory.State.View<long>(_count)[0]++ % Kept)] = cosines.Synthetic - cosines.Immediate;
        (values.Synthetic, values.Immediate) = cosines;
    }

    /// <summary>The gains of the last audits, in a ring, and the cosines of the last.</summary>
    private struct AuditValues
    {
        public LastGains Gains;
        public double Synthetic;
        public double Immediate;
    }

    [InlineArray(Kept)]
    private struct LastGains
    {
        private double _first;
    }
}
