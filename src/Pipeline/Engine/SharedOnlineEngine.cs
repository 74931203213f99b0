using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>
/// One <see cref="OnlineEngine{TSrc, TDst}"/> for all threads of a service: every call waits for the one before it, so that there is one stream, one state
/// and one learner. A pool of prediction engines over a model that follows a stream would give each of them a part of the stream, and so wrong estimates.
/// </summary>
/// <remarks>
/// The members are those of <see cref="OnlineEngine{TSrc, TDst}"/>. The order of the calls is the order of the stream; where threads race, it is up to them.
/// </remarks>
/// <typeparam name="TSrc">A row of the model's input.</typeparam>
/// <typeparam name="TDst">What to read of the model's output.</typeparam>
public sealed class SharedOnlineEngine<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly Lock _turn = new();
    private readonly OnlineEngine<TSrc, TDst> _engine;

    internal SharedOnlineEngine(OnlineEngine<TSrc, TDst> engine) => _engine = engine;

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

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Predict(TSrc)"/>
    public TDst Predict(TSrc source)
    {
        lock (_turn)
        {
            return _engine.Predict(source);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Predict(TSrc, ref TDst)"/>
    public void Predict(TSrc source, ref TDst destination)
    {
        lock (_turn)
        {
            _engine.Predict(source, ref destination);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Predict(TSrc, string)"/>
    public TDst Predict(TSrc source, string key)
    {
        lock (_turn)
        {
            return _engine.Predict(source, key);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Predict(TSrc, string, ref TDst)"/>
    public void Predict(TSrc source, string key, ref TDst destination)
    {
        lock (_turn)
        {
            _engine.Predict(source, key, ref destination);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Observe(TSrc)"/>
    public UpdateResult Observe(TSrc source)
    {
        lock (_turn)
        {
            return _engine.Observe(source);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Learn(TSrc)"/>
    public UpdateResult Learn(TSrc source)
    {
        lock (_turn)
        {
            return _engine.Learn(source);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Learn(TSrc, ref TDst)"/>
    public UpdateResult Learn(TSrc source, ref TDst destination)
    {
        lock (_turn)
        {
            return _engine.Learn(source, ref destination);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Learn(ReadOnlySpan{char}, float)"/>
    public UpdateResult Learn(ReadOnlySpan<char> key, float label)
    {
        lock (_turn)
        {
            return _engine.Learn(key, label);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Learn(ReadOnlySpan{char}, ReadOnlySpan{char})"/>
    public UpdateResult Learn(ReadOnlySpan<char> key, ReadOnlySpan<char> label)
    {
        lock (_turn)
        {
            return _engine.Learn(key, label);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.TryLearn(ReadOnlySpan{char}, ReadOnlySpan{char}, out UpdateResult)"/>
    public bool TryLearn(ReadOnlySpan<char> key, ReadOnlySpan<char> label, out UpdateResult result)
    {
        lock (_turn)
        {
            return _engine.TryLearn(key, label, out result);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.TryLearn(ReadOnlySpan{char}, float, out UpdateResult)"/>
    public bool TryLearn(ReadOnlySpan<char> key, float label, out UpdateResult result)
    {
        lock (_turn)
        {
            return _engine.TryLearn(key, label, out result);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Reset()"/>
    public void Reset()
    {
        lock (_turn)
        {
            _engine.Reset();
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Reset(string)"/>
    public void Reset(string group)
    {
        lock (_turn)
        {
            _engine.Reset(group);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Reset(long)"/>
    public void Reset(long group)
    {
        lock (_turn)
        {
            _engine.Reset(group);
        }
    }

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Snapshot"/>
    public OnlineSnapshot Snapshot() => Locked(static engine => engine.Snapshot());

    /// <inheritdoc cref="OnlineEngine{TSrc, TDst}.Restore(OnlineSnapshot)"/>
    public void Restore(OnlineSnapshot snapshot)
    {
        lock (_turn)
        {
            _engine.Restore(snapshot);
        }
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

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_turn)
        {
            _engine.Dispose();
        }
    }

    private TResult Locked<TResult>(Func<OnlineEngine<TSrc, TDst>, TResult> read)
    {
        lock (_turn)
        {
            return read(_engine);
        }
    }
}
