namespace AdaptiveML.Pipeline;

internal sealed record FreezeAction(int? Rows) : AlarmAction
{
    private protected override string InWords => Rows is { } rows ? $"frozen for {rows} rows" : "frozen";

    internal override Task ApplyAsync(GovernedEngine engine, CancellationToken cancellationToken)
    {
        engine.Freeze(Rows);
        return Task.CompletedTask;
    }
}
