using System.Diagnostics;

namespace AdaptiveML.Streams.Tests;

/// <summary>Whether a case takes too long: by the clock and by the work of the processor, since others may work on the same machine.</summary>
internal readonly struct CaseClock
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly long _begun;
    private readonly TimeSpan _worked;

    private CaseClock(long begun, TimeSpan worked) => (_begun, _worked) = (begun, worked);

    /// <summary>What is wrong with a case that has taken too long; null while it has not.</summary>
    public string? Fault =>
        Stopwatch.GetElapsedTime(_begun) > Longest && Environment.CpuUsage.TotalTime - _worked > Longest ? "It takes too long." : null;

    /// <summary>Begins a case.</summary>
    public static CaseClock Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
}
