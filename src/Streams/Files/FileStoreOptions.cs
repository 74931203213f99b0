namespace AdaptiveML.Streams;

/// <summary>How a <see cref="FileStore"/> writes.</summary>
public sealed record FileStoreOptions
{
    /// <summary>
    /// Whether an append returns only when the operating system says that the bytes are on the disk (fsync). Without, what was appended outlasts the process
    /// but not the machine. Default: true.
    /// </summary>
    public bool Flushes { get; init; } = true;

    /// <summary>
    /// How long an append may wait for others of the same stream, to share one flush with them: the most that a flush is put off. From zero to a second.
    /// Default: zero, appends that come while a flush is running share the next.
    /// </summary>
    public TimeSpan MaximumDelay { get; init; }

    /// <summary>A segment of the journal that has reached this length, in bytes, is closed, and the next begun. From 4 KiB to 1 GiB. Default: 16 MiB.</summary>
    public int SegmentLength { get; init; } = 16 << 20;

    /// <summary>Lets steps fail, in tests.</summary>
    internal Func<FileStep, int, int?>? Fault { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumDelay, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentLength, 4 << 10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SegmentLength, 1 << 30);
    }
}
