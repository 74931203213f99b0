using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Watches the errors of a sequence beside those of its last value, and the range of its targets.
/// <code>
/// E_f, E_s: mean |e| with half-lives of 12 and 1000 rows      E, E′: mean e² of the prediction and of the last value, half-life 200
/// M: mean of misses of the bounds, half-life 6
/// alarm where M &gt; 1/2, where E_f &gt; 3 E_s, where E &gt; 1.1 E′, and where a prediction lies outside [min − R/4, max + R/4], R = max − min of the targets
/// </code>
/// </summary>
internal sealed class AlarmTrack
{
    private const int Settling = 50;
    private const double Growth = 3, Margin = 0.25, Tolerance = 1.1, MostMisses = 0.5;

    private static readonly double FastRate = HalfLife.Rate(12), SlowRate = HalfLife.Rate(1000), LossRate = HalfLife.Rate(200), MissRate = HalfLife.Rate(6);

    private readonly Field _values;
    private readonly Field _targets;

    /// <summary>Adds the fields to <paramref name="sequence"/>.</summary>
    /// <param name="sequence">Where to.</param>
    /// <param name="name">Begins the names of the fields.</param>
    public AlarmTrack(Layout sequence, string name = "alarm")
    {
        _values = sequence.AddStruct<Values, double>(name + ".values");
        _targets = sequence.Add<long>(name + ".targets", 1);
        sequence.RequireCounts(_targets);
    }

    /// <summary>What is to be said of a prediction.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="quality">What the gate found in the row.</param>
    /// <param name="prediction">The prediction.</param>
    public AlarmReason Check(LearnerMemory memory, InputQuality quality, double prediction)
    {
        if (quality != InputQuality.Clean)
        {
            return quality is InputQuality.Spike or InputQuality.OutOfRange ? AlarmReason.Spike : AlarmReason.MissingInput;
        }

        ref readonly var values = ref memory.Sequence.Ref<Values>(_values);
        if (memory.Sequence.View<long>(_targets)[0] < Settling)
        {
            return AlarmReason.None;
        }

        double margin = Margin * (values.Highest - values.Lowest);
        return !(prediction >= values.Lowest - margin && prediction <= values.Highest + margin) ? AlarmReason.OutOfRange
            : values.Fast > Growth * values.Slow ? AlarmReason.ErrorsGrown
            : values.Misses > MostMisses ? AlarmReason.OutOfBounds
            : values.Own > Tolerance * values.Naive ? AlarmReason.WorseThanLastValue
            : AlarmReason.None;
    }

    /// <summary>Takes a target in.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="prediction">What was predicted.</param>
    /// <param name="last">The value before; NaN where it is not known.</param>
    /// <param name="target">The target, finite.</param>
    /// <param name="halfWidth">Half of what lay between the bounds; NaN where there were none.</param>
    public void Learn(LearnerMemory memory, double prediction, double last, double target, double halfWidth)
    {
        ref var values = ref memory.Sequence.Ref<Values>(_values);
        ref long targets = ref memory.Sequence.View<long>(_targets)[0];
        double error = Math.Abs(prediction - target), first = 1.0 / ++targets;
        values.Lowest = targets == 1 ? target : Math.Min(values.Lowest, target);
        values.Highest = targets == 1 ? target : Math.Max(values.Highest, target);
        values.Misses += MissRate * ((error > halfWidth ? 1 : 0) - values.Misses);
        values.Fast += Math.Max(FastRate, first) * (error - values.Fast);
        values.Slow += Math.Max(SlowRate, first) * (error - values.Slow);
        if (!double.IsNaN(last))
        {
            values.Own += Math.Max(LossRate, first) * ((error * error) - values.Own);
            values.Naive += Math.Max(LossRate, first) * (((last - target) * (last - target)) - values.Naive);
        }
    }

    /// <summary>Running means of errors and of losses, and the range of the targets.</summary>
    private struct Values
    {
        public double Fast;
        public double Slow;
        public double Own;
        public double Naive;
        public double Misses;
        public double Lowest;
        public double Highest;
    }
}
