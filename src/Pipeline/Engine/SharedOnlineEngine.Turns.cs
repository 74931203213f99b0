namespace AdaptiveML.Pipeline;

/// <content>Whose turn it is.</content>
public sealed partial class SharedOnlineEngine<TSrc, TDst>
{
    /// <summary>Begins a call that brings a row or a label.</summary>
    private WriterTurn Write()
    {
        _turn.Enter();
        return new(this);
    }

    private void EndWrite()
    {
        try
        {
            _own.Value = _publisher.Count();
        }
        finally
        {
            _turn.Exit();
        }
    }

    private EngineJournal RequireJournal() => Journal ?? throw new InvalidOperationException("The engine has no journal.");

    private void PublishOrAsk()
    {
        if (!_turn.TryEnter())
        {
            _publisher.Ask();
            return;
        }

        try
        {
            if (_publisher.IsDue)
            {
                _publisher.Publish();
            }
        }
        finally
        {
            _turn.Exit();
        }
    }

    private TResult Locked<TResult>(Func<OnlineEngine<TSrc, TDst>, TResult> read)
    {
        lock (_turn)
        {
            return read(_engine);
        }
    }

    TResult IEngineOwner<TSrc, TDst>.Act<TResult>(Func<OnlineEngine<TSrc, TDst>, TResult> act)
    {
        using var turn = Write();
        return act(_engine);
    }

    Task IEngineOwner<TSrc, TDst>.GoBackAsync(long sequence, CancellationToken cancellationToken) => RewindAsync(sequence, cancellationToken);

    /// <summary>A call that brings a row or a label, while it lasts.</summary>
    private readonly ref struct WriterTurn(SharedOnlineEngine<TSrc, TDst> engine)
    {
        public void Dispose() => engine.EndWrite();
    }
}
