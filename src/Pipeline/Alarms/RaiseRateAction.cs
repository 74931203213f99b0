namespace AdaptiveML.Pipeline;

internal sealed record RaiseRateAction(double Factor, int Rows) : AlarmAction
{
    internal override Task ApplyAsync(GovernedEngine engine, CancellationToken cancellationToken)
    {
        engine.RaiseRate(Factor, Rows);
        return Task.CompletedTask;
    }
}
