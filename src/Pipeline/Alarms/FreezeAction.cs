namespace AdaptiveML.Pipeline;

internal sealed record FreezeAction(int? Rows) : AlarmAction
{
    internal override Task ApplyAsync(GovernedEngine engine, CancellationToken cancellationToken)
    {
        engine.Freeze(Rows);
        return Task.CompletedTask;
    }
}
