namespace AdaptiveML.Pipeline;

internal sealed record ResetStateAction : AlarmAction
{
    internal override Task ApplyAsync(GovernedEngine engine, CancellationToken cancellationToken)
    {
        engine.Reset();
        return Task.CompletedTask;
    }
}
