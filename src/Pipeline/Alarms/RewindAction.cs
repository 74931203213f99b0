namespace AdaptiveML.Pipeline;

internal sealed record RewindAction(int Rows) : AlarmAction
{
    private protected override string InWords => $"back by {Rows} rows";

    internal override void RequirePossible(GovernedEngine engine) => engine.SetMarks(Rows);

    internal override Task ApplyAsync(GovernedEngine engine, CancellationToken cancellationToken) => engine.GoBackAsync(Rows, cancellationToken);
}
