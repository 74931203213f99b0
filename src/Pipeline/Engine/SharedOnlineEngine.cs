using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>
/// One <see cref="OnlineEngine{TSrc, TDst}"/> for all threads of a service: one stream, one state and one learner. A pool of prediction engines over a model
/// that follows a stream would give each of them a part of the stream, and so wrong estimates.
/// </summary>
/// <remarks>
/// <para>The members are those of <see cref="OnlineEngine{TSrc, TDst}"/>. Calls that bring a row or a label wait for the one before them: the order of the
/// calls is the order of the stream; where threads race, it is up to them.</para>
/// <para>Predictions do not wait, and hold nobody up: they are made with what was published last, a copy of the learner that is at most
/// <see cref="OnlineEngineOptions.PublicationInterval"/> behind while there are readers, or as long as publishing takes no more than one part in twenty of the
/// time. <see cref="Staleness"/> says by how many rows and labels. A thread sees the effect of what it has brought itself at once: until that is published, its
/// predictions take their turn.</para>
/// <para>Each thread that predicts at the same time as others has a copy of the learner, and there are two published ones or a few more.</para>
/// </remarks>
/// <typeparam name="TSrc">A row of the model's input.</typeparam>
/// <typeparam name="TDst">What to read of the model's output.</typeparam>
public sealed partial class SharedOnlineEngine<TSrc, TDst> : IEngineOwner<TSrc, TDst>, IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly Lock _turn = new();
    private readonly OnlineEngine<TSrc, TDst> _engine;
    private readonly Publisher _publisher;
    private readonly ReaderPool<TSrc, TDst> _readers;

    /// <summary>Of each thread, the last row or label that it has brought.</summary>
    private readonly ThreadLocal<long> _own = new();

    internal SharedOnlineEngine(OnlineEngine<TSrc, TDst> engine, TimeSpan publicationInterval)
    {
        _engine = engine;
        _publisher = new([.. engine.Binding.Stages], publicationInterval);
        _readers = new(engine.Binding);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.WarmUp"/>
    public void WarmUp(TSrc row, CancellationToken cancellationToken = default)
    {
        lock (_turn)
        {
            _engine.WarmUp(row, cancellationToken);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Predict(TSrc)"/>
    public TDst Predict(TSrc source)
    {
        var destination = new TDst();
        Predict(source, ref destination);
        return destination;
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Predict(TSrc, ref TDst)"/>
    public void Predict(TSrc source, ref TDst destination)
    {
        if (_own.Value > _publisher.Published)
        {
            lock (_turn)
            {
                if (_publisher.IsDue)
                {
                    _publisher.Publish();
                }

                _engine.Predict(source, ref destination);
            }

            return;
        }

        if (_publisher.IsDue)
        {
            PublishOrAsk();
        }

        var reader = _readers.Rent();
        try
        {
            reader.Predict(_publisher, source, ref destination);
        }
        finally
        {
            _readers.Return(reader);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Predict(TSrc, string)"/>
    public TDst Predict(TSrc source, string key)
    {
        using var turn = Write();
        return _engine.Predict(source, key);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Predict(TSrc, string, ref TDst)"/>
    public void Predict(TSrc source, string key, ref TDst destination)
    {
        using var turn = Write();
        _engine.Predict(source, key, ref destination);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Observe(TSrc)"/>
    public UpdateResult Observe(TSrc source)
    {
        using var turn = Write();
        return _engine.Observe(source);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Learn(TSrc)"/>
    public UpdateResult Learn(TSrc source)
    {
        using var turn = Write();
        return _engine.Learn(source);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Learn(TSrc, ref TDst)"/>
    public UpdateResult Learn(TSrc source, ref TDst destination)
    {
        using var turn = Write();
        return _engine.Learn(source, ref destination);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Learn(ReadOnlySpan{char}, float)"/>
    public UpdateResult Learn(ReadOnlySpan<char> key, float label)
    {
        using var turn = Write();
        return _engine.Learn(key, label);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Learn(ReadOnlySpan{char}, ReadOnlySpan{char})"/>
    public UpdateResult Learn(ReadOnlySpan<char> key, ReadOnlySpan<char> label)
    {
        using var turn = Write();
        return _engine.Learn(key, label);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.TryLearn(ReadOnlySpan{char}, ReadOnlySpan{char}, out UpdateResult)"/>
    public bool TryLearn(ReadOnlySpan<char> key, ReadOnlySpan<char> label, out UpdateResult result)
    {
        using var turn = Write();
        return _engine.TryLearn(key, label, out result);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.TryLearn(ReadOnlySpan{char}, float, out UpdateResult)"/>
    public bool TryLearn(ReadOnlySpan<char> key, float label, out UpdateResult result)
    {
        using var turn = Write();
        return _engine.TryLearn(key, label, out result);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Reset()"/>
    public void Reset()
    {
        using var turn = Write();
        _engine.Reset();
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Reset(string)"/>
    public void Reset(string group)
    {
        using var turn = Write();
        _engine.Reset(group);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Reset(long)"/>
    public void Reset(long group)
    {
        using var turn = Write();
        _engine.Reset(group);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Snapshot"/>
    public OnlineSnapshot Snapshot() => Locked(static engine => engine.Snapshot());

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Restore(OnlineSnapshot)"/>
    public void Restore(OnlineSnapshot snapshot)
    {
        using var turn = Write();
        _engine.Restore(snapshot);
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.ToTransformer"/>
    public ITransformer ToTransformer() => Locked(static engine => engine.ToTransformer());

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.CheckPoint(string)"/>
    /// <remarks>
    /// Other threads wait while the learner is copied, not while the file is written. One file is written at a time. A copy that comes to its turn when a later
    /// one is in the file already is not written: on return the file holds the engine's state of this call, or a later one.
    /// </remarks>
    public void CheckPoint(string path)
    {
        var (model, state) = Locked(static engine => (engine.ToTransformer(), engine.Checkpoints.Number()));
        _engine.Save(model, state, path);
    }

    /// <summary>Ends when every row and label that was learnt before the call is in the journal for good; others go on meanwhile.</summary>
    /// <param name="cancellationToken">Cancels the call before anything is appended.</param>
    /// <exception cref="InvalidOperationException">The engine has no journal.</exception>
    /// <exception cref="Streams.StreamFaultException">They are not and will not be: the store has failed, or somebody else has written.</exception>
    public ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        lock (_turn)
        {
            return RequireJournal().CommitAsync(cancellationToken);
        }
    }

    /// <summary>Goes back to what the engine was behind an earlier operation; all others wait meanwhile.</summary>
    /// <param name="sequence">The operation; 0 for the beginning.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such operation.</exception>
    /// <exception cref="InvalidOperationException">The engine has no journal, or it does not reach back to there.</exception>
    /// <exception cref="Streams.StreamFaultException">The stream is faulted.</exception>
    public Task RewindAsync(long sequence, CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            using var turn = Write();
            RequireJournal().RewindAsync(sequence, cancellationToken).AsTask().GetAwaiter().GetResult();
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_turn)
        {
            _engine.Dispose();
            _readers.Dispose();
            _own.Dispose();
        }
    }
}
