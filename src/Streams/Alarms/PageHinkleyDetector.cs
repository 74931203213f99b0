using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>Page's test in the form of H. Hinkley (1971), for a mean that has grown, such as that of a loss; a mean that falls raises no alarm.</summary>
/// <remarks>The mean goes on being learnt behind the warm-up. The threshold is Siegmund's, as that of <see cref="CusumDetector"/>, for one side.</remarks>
public sealed class PageHinkleyDetector : SignalDetector
{
    private readonly PageHinkleyDetectorOptions _options;
    private readonly PageHinkley _test;

    /// <summary>Makes a detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option.</exception>
    public PageHinkleyDetector(PageHinkleyDetectorOptions? options = null)
        : base((options ??= new()).Validated().Signal)
    {
        _options = options;
        Threshold = RunLength.Threshold(options.Tolerance, 1 / options.FalseAlarmRate);
        _test = new("test", new() { Threshold = Threshold, Tolerance = options.Tolerance, Decay = 1 }, Layout);
    }

    /// <inheritdoc/>
    public override double Threshold { get; }

    private protected override bool Judge(double residual, out double statistic)
    {
        bool isAlarm = _test.Add(Memory, residual);
        statistic = _test.CumulativeSum(Memory);
        return isAlarm;
    }

    private protected override void Restart() => _test.Reset(Memory);

    private protected override double[] OwnSettings() => [_options.FalseAlarmRate, _options.Tolerance];
}
