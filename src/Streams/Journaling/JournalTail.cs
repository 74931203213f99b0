using System.Security.Cryptography;

namespace AdaptiveML.Streams;

/// <summary>The operations that were applied and are not in the store yet. While a part of them is being appended, more may come.</summary>
internal sealed class JournalTail(ILearnerStore store, string stream, long durable)
{
    private readonly Lock _lock = new();
    private readonly List<ReadOnlyMemory<byte>> _batch = [];
    private EntryWriter _filling = new();
    private EntryWriter _appending = new();
    private List<int> _ends = [];
    private List<int> _appendingEnds = [];
    private long _durable = durable;
    private bool _isAppending;
    private TaskCompletionSource? _ended;
    private StreamFaultException? _fault;

    /// <summary>The last operation that is in the store for good.</summary>
    public long Durable
    {
        get
        {
            lock (_lock)
            {
                return _durable;
            }
        }
    }

    public bool IsFaulted
    {
        get
        {
            lock (_lock)
            {
                return _fault is not null;
            }
        }
    }

    /// <summary>Adds an operation behind the others.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="hash">Receives the SHA-256 of its entry.</param>
    public void Add(in Operation operation, Span<byte> hash)
    {
        lock (_lock)
        {
            int start = _filling.Length;
            OperationWriter.Write(_filling, operation);
            _ends.Add(_filling.Length);
            SHA256.HashData(_filling.Written[start..], hash);
        }
    }

    /// <summary>Ends when all that was added before lasts.</summary>
    /// <exception cref="StreamFaultException">It does not and will not.</exception>
    public ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            ThrowIfFaulted();
            if (_isAppending)
            {
                _ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                return new(CommitBehindAsync(_ended.Task, cancellationToken));
            }

            if (_ends.Count == 0)
            {
                return default;
            }

            Take();
        }

        ValueTask<bool> append;
        try
        {
            append = store.AppendAsync(stream, Durable + 1, _batch, cancellationToken);
        }
        catch (Exception exception)
        {
            End(false, exception);
            throw Fault(exception);
        }

        if (!append.IsCompletedSuccessfully)
        {
            return new(FinishAsync(append));
        }

        End(append.Result, null);
        ThrowIfFaulted();
        return default;
    }

    /// <summary>From here on nothing more is taken.</summary>
    public StreamFaultException Fault(Exception cause)
    {
        lock (_lock)
        {
            return _fault ??= new($"The stream '{stream}' is faulted: {cause.Message} Open it again.", cause);
        }
    }

    public void ThrowIfFaulted()
    {
        lock (_lock)
        {
            if (_fault is { } fault)
            {
                throw new StreamFaultException(fault.Message, fault.InnerException ?? fault) { IsFenced = fault.IsFenced };
            }
        }
    }

    /// <summary>Takes what was added as the batch to append.</summary>
    private void Take()
    {
        _isAppending = true;
        (_filling, _appending) = (_appending, _filling);
        (_ends, _appendingEnds) = (_appendingEnds, _ends);
        _filling.Clear();
        _ends.Clear();
        _batch.Clear();
        int start = 0;
        foreach (int end in _appendingEnds)
        {
            _batch.Add(_appending.Memory[start..end]);
            start = end;
        }
    }

    private void End(bool isAppended, Exception? exception)
    {
        TaskCompletionSource? ended;
        lock (_lock)
        {
            _isAppending = false;
            (ended, _ended) = (_ended, null);
            _durable += isAppended ? _batch.Count : 0;
            if (exception is not null)
            {
                Fault(exception);
            }
            else if (!isAppended)
            {
                _fault = new($"The stream '{stream}' is fenced: somebody else has written behind operation {_durable}. Open it again.") { IsFenced = true };
            }
        }

        ended?.SetResult();
    }

    private async Task FinishAsync(ValueTask<bool> append)
    {
        try
        {
            End(await append.ConfigureAwait(false), null);
        }
        catch (Exception exception)
        {
            End(false, exception);
        }

        ThrowIfFaulted();
    }

    private async Task CommitBehindAsync(Task running, CancellationToken cancellationToken)
    {
        await running.ConfigureAwait(false);
        await CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
