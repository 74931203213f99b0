namespace AdaptiveML.Pipeline;

internal sealed record ForkAction(double Factor, int Rows, double Level) : AlarmAction
{
    private protected override string InWords => $"a challenger for {Rows} labels";

    internal override void RequirePossible(GovernedEngine engine) => engine.RequireForkable();

    internal override Task ApplyAsync(GovernedEngine engine, CancellationToken cancellationToken)
    {
        engine.Fork(this);
        return Task.CompletedTask;
    }
}
