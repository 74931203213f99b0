namespace AdaptiveML.Streams;

/// <summary>How a <see cref="StreamLearner"/> keeps its journal and waits for labels.</summary>
public sealed record StreamLearnerOptions
{
    /// <summary>A commit that finds this many operations behind the last snapshot takes one. From 1; 0 for never. Default: 1,000.</summary>
    public int SnapshotEvery { get; init; } = 1000;

    /// <summary>Snapshots that are kept; the journal behind the oldest of them is, too. From 1. Default: 8.</summary>
    public int KeepSnapshots { get; init; } = 8;

    /// <summary>Operations between two <see cref="OperationKind.Mark"/>s, which hash the learners' memories. From 1; 0 for none. Default: 1,000.</summary>
    public int MarkEvery { get; init; } = 1000;

    /// <summary>
    /// Most rows that are kept since the label of the oldest of them is missing; one more, and it is given up. From 1. Of a stream that is stored, what it
    /// began with holds. Default: 1,024.
    /// </summary>
    public int PendingLabels { get; init; } = 1024;

    /// <summary>
    /// How long a label may be missing before it is given up, by an operation of its own, at the next one behind it; null for no limit. Default: one day.
    /// </summary>
    public TimeSpan? LabelTimeLimit { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// What the learners belong to, such as a digest of the model that they are stages of; at most 1,024 characters. A stream that was begun for another is not
    /// opened. Default: empty.
    /// </summary>
    public string Owner { get; init; } = "";

    /// <summary>
    /// Whether the journal holds of a row that is only observed the SHA-256 of its inputs, in place of the inputs. No replay goes past such a row: until a
    /// snapshot has been taken behind it, the stream cannot be opened again. Default: false.
    /// </summary>
    public bool HashesObservations { get; init; }

    /// <summary>The clock, by which operations are dated and labels expire. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(SnapshotEvery);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeepSnapshots, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MarkEvery);
        ArgumentOutOfRangeException.ThrowIfLessThan(PendingLabels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LabelTimeLimit ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(LabelTimeLimit));
        ArgumentNullException.ThrowIfNull(Owner);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Owner.Length, 1024, nameof(Owner));
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
