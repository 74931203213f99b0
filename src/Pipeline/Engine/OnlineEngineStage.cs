using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>One online transformer of an engine's model, as it is now.</summary>
public sealed class OnlineEngineStage
{
    private readonly StageBinding _stage;

    internal OnlineEngineStage(StageBinding stage) => _stage = stage;

    /// <summary>The transformer as it was fitted.</summary>
    public OnlineTransformer Transformer => _stage.Stage;

    /// <summary>What became of the row that came last, or of its label.</summary>
    public UpdateResult Result => _stage.Result;

    /// <summary>How often each verdict was given, from the beginning of the learner's life.</summary>
    public UpdateCounts Counts => _stage.Learner.Counts;

    /// <summary>What became of the sequences that the learner has come to, from the beginning of its life.</summary>
    public SequenceCounts Sequences => _stage.Learner.Sequences;

    /// <summary>Rows that were predicted under a key and wait for their labels.</summary>
    public int PendingLabels => _stage.Learner.Pending;

    /// <summary>Those of them that the learner has gone past, since a label of a row behind them has come.</summary>
    public int OvertakenLabels => _stage.Learner.Overtaken;

    /// <summary>Rows whose labels have been given up.</summary>
    public long ExpiredLabels => _stage.Learner.Expired;
}
