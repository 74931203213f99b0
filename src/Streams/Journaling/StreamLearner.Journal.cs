namespace AdaptiveML.Streams;

/// <content>Commits, snapshots, and the way back.</content>
public sealed partial class StreamLearner
{
    /// <summary>
    /// Ends when every operation that was applied before the call is in the journal for good; of a stream without a journal at once. Operations may be applied,
    /// and other commits be begun, while it runs. Takes a snapshot where one is due, <see cref="StreamLearnerOptions.SnapshotEvery"/>.
    /// </summary>
    /// <param name="cancellationToken">
    /// Before anything is appended, cancels the call and changes nothing. On the way it faults the stream: nobody knows what was appended.
    /// </param>
    /// <exception cref="StreamFaultException">It is not and will not be: the store has failed, or somebody else has written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before.</exception>
    /// <exception cref="IOException">The operations are in the journal, but a snapshot could not be kept.</exception>
    public ValueTask CommitAsync(CancellationToken cancellationToken = default) =>
        _tail is null ? default
        : _options.SnapshotEvery > 0 && _state.Sequence - _snapshotAt >= _options.SnapshotEvery ? new(CommitAndSnapshotAsync(cancellationToken))
        : _tail.CommitAsync(cancellationToken);

    /// <summary>
    /// Commits, and keeps what the learners are now, with the rows that wait. Snapshots before the last <see cref="StreamLearnerOptions.KeepSnapshots"/> are
    /// forgotten, and so is the journal up to the oldest that is kept.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call, as <see cref="CommitAsync"/> says.</param>
    /// <exception cref="InvalidOperationException">The stream has no journal.</exception>
    /// <exception cref="StreamFaultException">The commit has failed.</exception>
    /// <exception cref="IOException">The store has failed at the snapshot.</exception>
    public ValueTask SnapshotAsync(CancellationToken cancellationToken = default)
    {
        RequireJournal();
        return new(CommitAndSnapshotAsync(cancellationToken));
    }

    /// <summary>
    /// Goes back to what the stream was behind an earlier operation, with the rows that waited then: their labels may still be told. The way back is an
    /// operation itself; what lies between stays in the journal, and offsets of the source stay known. Commits, and takes a snapshot.
    /// </summary>
    /// <param name="sequence">The operation; 0 for the beginning.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such operation.</exception>
    /// <exception cref="InvalidOperationException">The stream has no journal, or it does not reach back to there.</exception>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public async ValueTask<StreamUpdate> RewindAsync(long sequence, CancellationToken cancellationToken = default)
    {
        var tail = RequireJournal();
        await tail.CommitAsync(cancellationToken).ConfigureAwait(false);
        var then = await NewReplayer().StateAtAsync(sequence, cancellationToken).ConfigureAwait(false);
        var operation = new Operation
        {
            Kind = OperationKind.Rewind,
            Sequence = _state.Sequence + 1,
            Offset = LastOffset,
            Time = Now(),
            Previous = _state.EntryHash.ToArray(),
            RewindTo = sequence,
        };
        tail.Add(operation, then.EntryHash);
        then.Apply(operation, []);
        _state = then;
        await CommitAndSnapshotAsync(cancellationToken).ConfigureAwait(false);
        return new(operation.Sequence, false, false, ResultOf(operation.Kind));
    }

    /// <summary>The same, to the last operation up to a moment.</summary>
    /// <param name="moment">The moment, in UTC.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="InvalidOperationException">The stream has no journal, or it does not reach back to there.</exception>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public async ValueTask<StreamUpdate> RewindAsync(DateTime moment, CancellationToken cancellationToken = default)
    {
        await RequireJournal().CommitAsync(cancellationToken).ConfigureAwait(false);
        long sequence = await NewReplayer().SequenceAtAsync(moment.ToUniversalTime(), cancellationToken).ConfigureAwait(false);
        return await RewindAsync(sequence, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// What the stream was behind an earlier operation that is committed, bit for bit, with the rows that waited then: a stream of its own, without a journal.
    /// </summary>
    /// <param name="sequence">The operation; 0 for the beginning.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such operation.</exception>
    /// <exception cref="InvalidOperationException">
    /// The stream has no journal, it does not reach back to there, or a row on the way was journalled as its hash only.
    /// </exception>
    /// <exception cref="InvalidDataException">What is stored is damaged.</exception>
    public async ValueTask<StreamLearner> ReplayAsync(long sequence, CancellationToken cancellationToken = default)
    {
        RequireJournal();
        return new(await NewReplayer().StateAtAsync(sequence, cancellationToken).ConfigureAwait(false), _options);
    }

    /// <summary>
    /// Replays all that is kept of the stream, from the oldest snapshot on, and compares every mark, every later snapshot and the chain of the entries' hashes.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="InvalidOperationException">The stream has no journal, or a row was journalled as its hash only.</exception>
    public ValueTask<StreamVerification> VerifyAsync(CancellationToken cancellationToken = default)
    {
        RequireJournal();
        return new Verifier(_store!, _stream, _format!).RunAsync(cancellationToken);
    }

    /// <summary>What a committed operation did: predictions before, verdict, reason, loss, norm, and the memories' hashes before and behind it.</summary>
    /// <param name="sequence">The operation, from 1.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such operation.</exception>
    /// <exception cref="InvalidOperationException">
    /// The stream has no journal, it does not reach back to there, or a row on the way was journalled as its hash only.
    /// </exception>
    /// <exception cref="InvalidDataException">What is stored is damaged.</exception>
    public async ValueTask<OperationExplanation> ExplainAsync(long sequence, CancellationToken cancellationToken = default)
    {
        RequireJournal();
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, CommittedSequence);
        var replayer = NewReplayer();
        var state = await replayer.StateAtAsync(sequence - 1, cancellationToken).ConfigureAwait(false);
        await foreach (var entry in _store!.ReadEntriesAsync(_stream, sequence - 1, cancellationToken).ConfigureAwait(false))
        {
            var operation = Replayer.Read(entry, state.EntryHash);
            return operation.Kind == OperationKind.Rewind
                ? new(operation, [], [], false, state.Hash(), (await replayer.StateAtAsync(sequence, cancellationToken).ConfigureAwait(false)).Hash())
                : Explain(state, operation, entry);
        }

        throw new InvalidDataException($"The journal of the stream '{_stream}' ends before operation {sequence}.");
    }

    private static OperationExplanation Explain(StreamState state, in Operation operation, in StoredEntry entry)
    {
        byte[] before = state.Hash();
        bool isRow = operation.Kind is OperationKind.Observe or OperationKind.Learn or OperationKind.Await;
        var predictions = new float[isRow ? state.Learners.Count : 0][];
        for (int i = 0; i < predictions.Length && !operation.IsHashed; i++)
        {
            predictions[i] = new float[state.Learners[i].Latest.OutputSize];
            state.Learners[i].Predict(operation.Rows.Span[i].Context, operation.Rows.Span[i].Input.Span, predictions[i]);
        }

        bool isFound = Replayer.Apply(state, operation, entry, []);
        bool isTold = operation.Kind == OperationKind.Tell;
        return new(operation, predictions, isRow || isTold ? [.. state.Results] : [], isTold && isFound, before, state.Hash());
    }

    private async Task CommitAndSnapshotAsync(CancellationToken cancellationToken)
    {
        var snapshot = new StoredSnapshot(_state.Sequence, StreamStateCodec.Save(_state, _format!));
        _snapshotAt = snapshot.Sequence;
        await _tail!.CommitAsync(cancellationToken).ConfigureAwait(false);
        if (await _store!.SaveSnapshotAsync(_stream, snapshot, cancellationToken).ConfigureAwait(false))
        {
            var kept = (await _store.FindAsync(_stream, cancellationToken).ConfigureAwait(false)).Snapshots;
            if (kept.Count > _options.KeepSnapshots)
            {
                await _store.TrimAsync(_stream, kept[^_options.KeepSnapshots], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Replayer NewReplayer() => new(_store!, _stream, _format!);

    private JournalTail RequireJournal()
    {
        ThrowIfFaulted();
        return _tail ?? throw new InvalidOperationException("The stream has no journal.");
    }
}
