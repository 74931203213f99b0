using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>
/// CUSUM to both sides (E. Page, "Continuous inspection schemes", 1954), whose threshold h follows from the rate of false alarms that is allowed.
/// <code>
/// U ← max(0, U + r − k)      D ← max(0, D − r − k)      alarm where max(U, D) ≥ h
/// </code>
/// </summary>
/// <remarks>The rate is that of Siegmund's approximation for normal residuals whose law is known; a warm-up that is short makes it larger, tails
/// that are clamped make it smaller.</remarks>
public sealed class CusumDetector : SignalDetector
{
    private readonly CusumOptions _options;
    private readonly Field _field;

    /// <summary>Makes a detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option.</exception>
    public CusumDetector(CusumOptions? options = null)
        : base((options ??= new()).Validated().Signal)
    {
        _options = options;
        _field = Layout.AddStruct<Sums, double>("sums");
        Threshold = RunLength.Threshold(options.Drift, 2 / options.FalseAlarmRate);
    }

    /// <inheritdoc/>
    public override double Threshold { get; }

    private protected override bool Judge(double residual, out double statistic)
    {
        ref var sums = ref Memory.State.Ref<Sums>(_field);
        sums.Up = Math.Max(0, sums.Up + residual - _options.Drift);
        sums.Down = Math.Max(0, sums.Down - residual - _options.Drift);
        statistic = Math.Max(sums.Up, sums.Down);
        return statistic >= Threshold;
    }

    private protected override void Restart() => Memory.State.Ref<Sums>(_field) = default;

    private protected override double[] OwnSettings() => [_options.FalseAlarmRate, _options.Drift];

    private struct Sums
    {
        public double Up;
        public double Down;
    }
}
