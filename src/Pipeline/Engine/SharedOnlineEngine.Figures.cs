using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <content>Figures, and the mode.</content>
public sealed partial class SharedOnlineEngine<TSrc, TDst>
{
    /// <summary>How many rows and labels the learner has taken that predictions of other threads do not know of yet.</summary>
    public long Staleness => _publisher.Staleness;

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Journal"/>
    /// <remarks>Its figures may be read by any thread. What it does is for one that has the engine to itself; beside others there are
    /// <see cref="CommitAsync"/> and <see cref="RewindAsync(long, CancellationToken)"/>.</remarks>
    public EngineJournal? Journal => _engine.Journal;

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Mode"/>
    public UpdateMode Mode
    {
        get => Locked(static engine => engine.Mode);
        set
        {
            using var turn = Write();
            _engine.Mode = value;
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Stages"/>
    public IReadOnlyList<OnlineEngineStage> Stages => _engine.Stages;

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.HeldUpdates"/>
    public long HeldUpdates => Locked(static engine => engine.HeldUpdates);

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.RowsSinceUpdate"/>
    public long RowsSinceUpdate => Locked(static engine => engine.RowsSinceUpdate);

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.TimeSinceUpdate"/>
    public TimeSpan TimeSinceUpdate => Locked(static engine => engine.TimeSinceUpdate);

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Counts"/>
    public UpdateCounts Counts => Locked(static engine => engine.Counts);

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Sequences"/>
    public SequenceCounts Sequences => Locked(static engine => engine.Sequences);

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.PendingLabels"/>
    public int PendingLabels => Locked(static engine => engine.PendingLabels);

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.OvertakenLabels"/>
    public int OvertakenLabels => Locked(static engine => engine.OvertakenLabels);

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.ExpiredLabels"/>
    public long ExpiredLabels => Locked(static engine => engine.ExpiredLabels);

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.ClassNames"/>
    public IReadOnlyList<string> ClassNames => Locked(static engine => engine.ClassNames);
}
