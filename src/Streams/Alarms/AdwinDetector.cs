using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>
/// ADWIN (A. Bifet and R. Gavaldà, SDM 2007): an alarm where an older and a newer part of the window have different means. Its bound is for values from 0
/// to 1: the residuals, clamped, are brought there.
/// </summary>
/// <remarks>It looks at every 32nd value.</remarks>
public sealed class AdwinDetector : SignalDetector
{
    private readonly AdwinOptions _options;
    private readonly AdaptiveWindow _window;

    /// <summary>Makes a detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option.</exception>
    public AdwinDetector(AdwinOptions? options = null)
        : base((options ??= new()).Validated().Signal)
    {
        _options = options;
        _window = new("window", options.Confidence, Layout);
    }

    /// <summary>1: <see cref="ChangeDetector.Statistic"/> is 1 where the window was cut, else 0.</summary>
    public override double Threshold => 1;

    private protected override bool Judge(double residual, out double statistic)
    {
        bool isAlarm = _window.Add(Memory, 0.5 + (residual / (2 * _options.Signal.Clip)));
        statistic = isAlarm ? 1 : 0;
        return isAlarm;
    }

    private protected override void Restart() => _window.Clear(Memory);

    private protected override double[] OwnSettings() => [_options.Confidence];
}
