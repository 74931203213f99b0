namespace AdaptiveML.Streams;

/// <summary>Goes over all that is kept of a stream, and looks whether it is what it says.</summary>
internal sealed class Verifier(ILearnerStore store, string stream, LearnerFormat format)
{
    private readonly Replayer _replayer = new(store, stream, format);
    private long _from;
    private long _operations;
    private long _marks;
    private long _snapshots;

    public async ValueTask<StreamVerification> RunAsync(CancellationToken cancellationToken)
    {
        string? finding;
        try
        {
            finding = await FindAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            finding = exception.Message;
        }

        return new(_from, _operations, _marks, _snapshots, finding);
    }

    private async ValueTask<string?> FindAsync(CancellationToken cancellationToken)
    {
        var contents = await store.FindAsync(stream, cancellationToken).ConfigureAwait(false);
        if (contents.Snapshots.Count == 0)
        {
            return contents.Head == 0 ? null : "There is a journal and no snapshot.";
        }

        _from = contents.Snapshots[0];
        var state = await _replayer.LoadAsync(_from, cancellationToken).ConfigureAwait(false);
        await foreach (var entry in store.ReadEntriesAsync(stream, _from, cancellationToken).ConfigureAwait(false))
        {
            var operation = Replayer.Read(entry, state.EntryHash);
            if (operation.Kind == OperationKind.Rewind)
            {
                state = await _replayer.StateAtAsync(operation.Sequence, cancellationToken).ConfigureAwait(false);
            }
            else if (operation.Kind == OperationKind.Mark && !operation.StateHash.Span.SequenceEqual(state.Hash()))
            {
                return $"The mark {operation.Sequence} is of other memories than the replay comes to.";
            }
            else
            {
                Replayer.Apply(state, operation, entry, []);
                _marks += operation.Kind == OperationKind.Mark ? 1 : 0;
            }

            _operations++;
            if (contents.Snapshots.Contains(entry.Sequence) && await IsOtherAsync(state, cancellationToken).ConfigureAwait(false))
            {
                return $"The snapshot {entry.Sequence} is of another state than the replay comes to.";
            }
        }

        return null;
    }

    private async ValueTask<bool> IsOtherAsync(StreamState state, CancellationToken cancellationToken)
    {
        var stored = await store.ReadSnapshotAsync(stream, state.Sequence, cancellationToken).ConfigureAwait(false);
        bool isOther = stored is null || !stored.Bytes.Span.SequenceEqual(StreamStateCodec.Save(state, format));
        _snapshots += isOther ? 0 : 1;
        return isOther;
    }
}
