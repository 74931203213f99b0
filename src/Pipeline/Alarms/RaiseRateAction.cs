using System.Globalization;

namespace AdaptiveML.Pipeline;

internal sealed record RaiseRateAction(double Factor, int Rows) : AlarmAction
{
    private protected override string InWords => string.Create(CultureInfo.InvariantCulture, $"rows count {Factor} times for {Rows} rows");

    internal override Task ApplyAsync(GovernedEngine engine, CancellationToken cancellationToken)
    {
        engine.RaiseRate(Factor, Rows);
        return Task.CompletedTask;
    }
}
