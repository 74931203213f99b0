namespace AdaptiveML.Pipeline;

/// <summary>Readers that wait to be used again, as many as there are threads in a prediction at once.</summary>
internal sealed class ReaderPool<TSrc, TDst>(EngineBinding<TSrc, TDst> engine) : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly EngineReader<TSrc, TDst>?[] _idle = new EngineReader<TSrc, TDst>?[4 * Environment.ProcessorCount];
    private volatile bool _isClosed;

    /// <summary>A reader that nobody else uses.</summary>
    /// <exception cref="ObjectDisposedException">The engine is.</exception>
    public EngineReader<TSrc, TDst> Rent()
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(SharedOnlineEngine<TSrc, TDst>));
        int first = Environment.CurrentManagedThreadId;
        for (int i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.Exchange(ref _idle[(first + i) % _idle.Length], null) is { } idle)
            {
                return idle;
            }
        }

        return new(engine);
    }

    /// <summary>Gives a reader back.</summary>
    public void Return(EngineReader<TSrc, TDst> reader)
    {
        int first = Environment.CurrentManagedThreadId;
        for (int i = 0; i < _idle.Length && !_isClosed; i++)
        {
            if (Interlocked.CompareExchange(ref _idle[(first + i) % _idle.Length], reader, null) is null)
            {
                if (_isClosed)
                {
                    Dispose();
                }

                return;
            }
        }

        reader.Dispose();
    }

    public void Dispose()
    {
        _isClosed = true;
        for (int i = 0; i < _idle.Length; i++)
        {
            Interlocked.Exchange(ref _idle[i], null)?.Dispose();
        }
    }
}
