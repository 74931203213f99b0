namespace AdaptiveML.Pipeline;

internal sealed record ResetStateAction : AlarmAction
{
    private protected override string InWords => "the state is reset";

    internal override Task ApplyAsync(GovernedEngine engine, CancellationToken cancellationToken)
    {
        engine.Reset();
        return Task.CompletedTask;
    }
}
