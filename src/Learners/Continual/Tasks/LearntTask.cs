using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.Continual;

/// <summary>A task that a continual learner has learnt.</summary>
public sealed record LearntTask
{
    /// <summary>Its name, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The classes that its rows had, ascending.</summary>
    public required int[] Classes { get; init; }

    /// <summary>How many classes were known after it.</summary>
    public required int ClassCount { get; init; }

    /// <summary>Rows that were learnt.</summary>
    public required long Rows { get; init; }

    /// <summary>The classes of which its checkpoint keeps the moments: rows of them were learnt since the task before.</summary>
    [JsonInclude]
    internal int[] ChangedClasses { get; init; } = [];

    /// <summary>64-bit words that its checkpoint takes; 0 for none.</summary>
    public int CheckpointWords { get; init; }
}
