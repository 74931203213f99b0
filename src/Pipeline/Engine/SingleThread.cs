namespace AdaptiveML.Pipeline;

/// <summary>Holds an object that is for one thread to it: a second that comes meanwhile gets an exception, in place of a wrong answer.</summary>
internal sealed class SingleThread
{
    private const int Free = 0, Busy = 1, Closed = 2;

    private int _state;

    /// <summary>Begins a call; disposing of the turn ends it.</summary>
    /// <exception cref="InvalidOperationException">Another call has not ended.</exception>
    /// <exception cref="ObjectDisposedException">The object is closed.</exception>
    public Turn Enter()
    {
        Take();
        return new(this);
    }

    /// <summary>Ends the object's life.</summary>
    /// <returns>Whether it had not ended before.</returns>
    /// <exception cref="InvalidOperationException">A call has not ended.</exception>
    public bool Close()
    {
        if (Volatile.Read(ref _state) == Closed)
        {
            return false;
        }

        Take();
        Volatile.Write(ref _state, Closed);
        return true;
    }

    private void Take()
    {
        int found = Interlocked.CompareExchange(ref _state, Busy, Free);
        if (found == Busy)
        {
            throw new InvalidOperationException(
                "Two threads are in this engine at once; it is for one. For several threads there is mlContext.Model.CreateSharedOnlineEngine.");
        }

        ObjectDisposedException.ThrowIf(found == Closed, typeof(OnlineEngine<,>));
    }

    /// <summary>A call that has begun.</summary>
    public readonly ref struct Turn(SingleThread owner)
    {
        public void Dispose() => Volatile.Write(ref owner._state, Free);
    }
}
