namespace AdaptiveML.Streams;

/// <summary>
/// A stream cannot go on: what it has learnt since its last commit is not in the journal, or somebody else has written there. Dispose it and open it again.
/// </summary>
public sealed class StreamFaultException : InvalidOperationException
{
    /// <summary>A fault.</summary>
    public StreamFaultException()
        : this("The stream is faulted.")
    {
    }

    /// <summary>A fault.</summary>
    /// <param name="message">What happened.</param>
    public StreamFaultException(string message)
        : base(message)
    {
    }

    /// <summary>A fault.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public StreamFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether somebody else has written to the stream, and so owns it now.</summary>
    public bool IsFenced { get; init; }
}
