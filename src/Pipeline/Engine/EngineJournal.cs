using AdaptiveML.Streams;

namespace AdaptiveML.Pipeline;

/// <summary>
/// The journal of an engine: rows, labels and whatever else it was told, as operations of a stream. Snapshot and journal give the same engine, bit for bit, in
/// another process; so nothing that was committed is lost, and every earlier state can be had again.
/// </summary>
/// <remarks>Members may be called from the engine's thread alone, but for <see cref="CommitAsync"/> once it runs.</remarks>
public sealed class EngineJournal
{
    private readonly StreamLearner _stream;
    private readonly JournalTaker _taker;
    private readonly SingleThread _thread;
    private readonly Action _rewound;

    internal EngineJournal(StreamLearner stream, JournalTaker taker, SingleThread thread, Action rewound) =>
        (_stream, _taker, _thread, _rewound) = (stream, taker, thread, rewound);

    /// <summary>The last operation that was applied; 0 where there was none.</summary>
    public long Sequence => _stream.Sequence;

    /// <summary>The last operation that is in the journal for good.</summary>
    public long CommittedSequence => _stream.CommittedSequence;

    /// <summary>Whether the store has failed, or somebody else has written to the stream: the engine must be opened again.</summary>
    public bool IsFaulted => _stream.IsFaulted;

    /// <summary>The largest offset of a source that was applied; null where there was none.</summary>
    public long? LastOffset => _stream.LastOffset;

    /// <summary>
    /// Where the next row or label stands in the source that it comes from, from 0, such as an offset of a broker; the next call takes it. A row whose offset
    /// is not above <see cref="LastOffset"/> is predicted, and not taken again: <see cref="WasKnown"/>.
    /// </summary>
    public long? NextOffset
    {
        get => _taker.Offset;
        set => _taker.Offset = value;
    }

    /// <summary>Whether the last row or label was known already by its offset.</summary>
    public bool WasKnown => _taker.Update.IsKnown;

    /// <summary>SHA-256 of the learners' memories. Equal engines have equal hashes.</summary>
    public byte[] Hash() => _stream.Hash();

    /// <inheritdoc cref="StreamLearner.CommitAsync"/>
    public ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        using var turn = _thread.Enter();
        return _stream.CommitAsync(cancellationToken);
    }

    /// <inheritdoc cref="StreamLearner.SnapshotAsync"/>
    public ValueTask SnapshotAsync(CancellationToken cancellationToken = default)
    {
        using var turn = _thread.Enter();
        return _stream.SnapshotAsync(cancellationToken);
    }

    /// <inheritdoc cref="StreamLearner.RewindAsync(long, CancellationToken)"/>
    public ValueTask RewindAsync(long sequence, CancellationToken cancellationToken = default) =>
        RewindAsync(() => _stream.RewindAsync(sequence, cancellationToken));

    /// <inheritdoc cref="StreamLearner.RewindAsync(DateTime, CancellationToken)"/>
    public ValueTask RewindAsync(DateTime moment, CancellationToken cancellationToken = default) =>
        RewindAsync(() => _stream.RewindAsync(moment, cancellationToken));

    /// <inheritdoc cref="StreamLearner.VerifyAsync"/>
    public ValueTask<StreamVerification> VerifyAsync(CancellationToken cancellationToken = default) => _stream.VerifyAsync(cancellationToken);

    /// <inheritdoc cref="StreamLearner.ExplainAsync"/>
    public ValueTask<OperationExplanation> ExplainAsync(long sequence, CancellationToken cancellationToken = default) =>
        _stream.ExplainAsync(sequence, cancellationToken);

    /// <summary>The engine is disposed.</summary>
    internal void Close() => _stream.Close();

    private async ValueTask RewindAsync(Func<ValueTask<StreamUpdate>> rewind)
    {
        _thread.Begin();
        try
        {
            await rewind().ConfigureAwait(false);
        }
        finally
        {
            // Also where the way back was taken and only its snapshot could not be kept.
            _rewound();
            _thread.End();
        }
    }
}
