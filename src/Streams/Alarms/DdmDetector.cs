using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>
/// DDM (J. Gama, P. Medas, G. Castillo and P. Rodrigues, "Learning with drift detection", SBIA 2004), for errors of 0 or 1, or losses from 0 to 1, that are
/// independent: an alarm where their rate has grown above the lowest it had.
/// <code>
/// s = √(p (1 − p) / n)      alarm where p + s ≥ p_min + level · s_min
/// </code>
/// </summary>
public sealed class DdmDetector : ChangeDetector
{
    private readonly DdmOptions _options;
    private readonly Field _field;

    /// <summary>Makes a detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option.</exception>
    public DdmDetector(DdmOptions? options = null)
    {
        _options = (options ?? new()).Validated();
        _field = Layout.AddStruct<Rates, double>("rates");
    }

    /// <inheritdoc/>
    public override bool IsWarmingUp => State.Count < _options.MinimumCount;

    /// <summary>Deviations: <see cref="ChangeDetector.Statistic"/> is (p + s − p_min) / s_min.</summary>
    public override double Threshold => _options.AlarmLevel;

    private protected override string Range => "from 0 to 1";

    private ref Rates State => ref Memory.State.Ref<Rates>(_field);

    private protected override bool IsValid(double value) => value is >= 0 and <= 1;

    private protected override bool Take(double value, out double statistic)
    {
        ref var state = ref State;
        state.Count++;
        state.Sum += value;
        statistic = 0;
        double rate = state.Sum / state.Count, deviation = Math.Sqrt(rate * (1 - rate) / state.Count);
        if (state.Count < _options.MinimumCount || deviation <= 0)
        {
            return false;
        }

        if (state.LowestDeviation <= 0 || rate + deviation < state.LowestRate + state.LowestDeviation)
        {
            (state.LowestRate, state.LowestDeviation) = (rate, deviation);
        }

        statistic = (rate + deviation - state.LowestRate) / state.LowestDeviation;
        return statistic >= _options.AlarmLevel;
    }

    private protected override void Clear() => State = default;

    private protected override double[] Settings() => [_options.AlarmLevel, _options.MinimumCount];

    private struct Rates
    {
        public double Count;
        public double Sum;
        public double LowestRate;
        public double LowestDeviation;
    }
}
