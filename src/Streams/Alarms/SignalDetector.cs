namespace AdaptiveML.Streams;

/// <summary>A detector on the residuals of a signal of any unit; see <see cref="SignalOptions"/>.</summary>
public abstract class SignalDetector : ChangeDetector
{
    private readonly Whitener _whitener;

    private protected SignalDetector(SignalOptions options) => _whitener = new(options, Layout);

    /// <inheritdoc/>
    public override bool IsWarmingUp => !_whitener.IsReady(Memory);

    private protected override bool Take(double value, out double statistic)
    {
        statistic = 0;
        return _whitener.Take(Memory, value, out double residual) && Judge(residual, out statistic);
    }

    private protected override void Clear()
    {
        _whitener.Clear(Memory);
        Restart();
    }

    private protected override double[] Settings() => [.. _whitener.Settings(), .. OwnSettings()];

    /// <summary>Judges a residual, about standardised, within the clip.</summary>
    private protected abstract bool Judge(double residual, out double statistic);

    private protected abstract void Restart();

    private protected abstract double[] OwnSettings();
}
