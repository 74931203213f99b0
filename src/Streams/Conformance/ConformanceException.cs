namespace AdaptiveML.Streams.Conformance;

/// <summary>A store breaks a rule.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>A broken rule.</summary>
    public ConformanceException()
        : this("A rule is broken.")
    {
    }

    /// <summary>A broken rule.</summary>
    /// <param name="message">What was found.</param>
    public ConformanceException(string message)
        : base(message)
    {
    }

    /// <summary>A broken rule.</summary>
    /// <param name="message">What was found.</param>
    /// <param name="innerException">The cause.</param>
    public ConformanceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The name of the rule.</summary>
    public string Rule { get; init; } = "";
}
