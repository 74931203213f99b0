using AdaptiveML.Online;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>How an online engine works.</summary>
public sealed record OnlineEngineOptions
{
    /// <summary>What <c>Observe</c> and <c>Learn</c> may change while this engine is in use, or null for the model's own mode. Default: null.</summary>
    public UpdateMode? Mode { get; init; }

    /// <summary>
    /// Most rows that are kept until a label is known, at least 1: rows predicted under a key, and the rows behind them. One more, and the oldest is given
    /// up. A label that is missing holds up no other: this bounds how late it may come. The memory for them, four bytes a feature and row and what is said of
    /// a row, is taken at the first such row. Default: 1024.
    /// </summary>
    public int PendingLabels { get; init; } = 1024;

    /// <summary>
    /// How long a row waits for its label before it is given up, or null for no limit; checked at each call that brings a row or a label. Default: a day.
    /// </summary>
    public TimeSpan? LabelTimeLimit { get; init; } = TimeSpan.FromDays(1);

    /// <summary>When learners may learn, and how often; or null for no limit. Default: null.</summary>
    public LearningLimits? Limits { get; init; }

    /// <summary>The clock of <see cref="LabelTimeLimit"/> and <see cref="Limits"/>. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Files that <c>CheckPoint</c> keeps, from 1 to 1000: the new one, and with more than 1 those before it as NAME.1, which was the last, NAME.2 and so on.
    /// Default: 1.
    /// </summary>
    public int KeepCheckpoints { get; init; } = 1;

    /// <summary>
    /// The key that <c>CheckPoint</c> signs files with, at least 32 random bytes, for <c>mlContext.Model.LoadSigned</c>; or none.
    /// Default: none, files are not signed.
    /// </summary>
    public ReadOnlyMemory<byte> SigningKey { get; init; }

    /// <summary>
    /// Of an engine for many threads: the least time from one copy of the learner that is published to predictions to the next, at least 0. Default: 5 ms.
    /// </summary>
    public TimeSpan PublicationInterval { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Whether a member of the result class for which the model has no column keeps its value; else such a class is refused. Default: false.</summary>
    public bool IgnoreMissingColumns { get; init; }

    /// <summary>
    /// What is read of the rows' class, such as the size of a vector that is known at run time only; or null for what its members and attributes say. Default:
    /// null.
    /// </summary>
    public SchemaDefinition? InputSchemaDefinition { get; init; }

    /// <summary>What is written to the result class; or null for what its members and attributes say. Default: null.</summary>
    public SchemaDefinition? OutputSchemaDefinition { get; init; }

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    /// <exception cref="ArgumentException">The key to sign with is too short.</exception>
    public void Validate()
    {
        if (Mode is { } mode)
        {
            Require.Defined(mode, nameof(Mode));
        }

        Require.InRange(PendingLabels, 1, Array.MaxLength);
        Require.InRange(KeepCheckpoints, 1, 1000);
        if (!SigningKey.IsEmpty)
        {
            ModelSignature.RequireKey(SigningKey.Span, nameof(SigningKey));
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LabelTimeLimit ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(LabelTimeLimit));
        ArgumentOutOfRangeException.ThrowIfLessThan(PublicationInterval, TimeSpan.Zero, nameof(PublicationInterval));
        ArgumentNullException.ThrowIfNull(TimeProvider);
        Limits?.Validate();
    }
}
