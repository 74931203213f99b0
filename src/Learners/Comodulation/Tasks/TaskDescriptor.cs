using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>What is known of a task besides its numbers.</summary>
public sealed record TaskDescriptor
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Number of its classes.</summary>
    public required int Classes { get; init; }

    /// <summary>What it learns.</summary>
    public required AdaptationMethod Method { get; init; }

    /// <summary>Whether it has a readout of its own: where the method learns one, or the classes are not those of the base.</summary>
    public required bool HasReadout { get; init; }

    /// <summary>Labelled rows that it could not learn, since an input is missing, infinite or too large; 0 for a primary task.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int RowsLeftOut { get; init; }

    /// <summary>
    /// Which method was kept, and why, in a sentence; null where none was chosen: for a primary task, which is learnt with the base, and where the options said
    /// which.
    /// </summary>
    [JsonIgnore]
    public string? Reason => Quality?.Reason;

    /// <summary>How the method was chosen; null where there was no choice.</summary>
    [JsonInclude]
    internal AdaptationQuality? Quality { get; init; }

    /// <summary>Whether it has weights on the inputs.</summary>
    internal bool HasDirect => Method is AdaptationMethod.Logistic or AdaptationMethod.LogisticWithBase or AdaptationMethod.Blend;

    /// <summary>Whether it sees the base.</summary>
    internal bool HasBase => Method != AdaptationMethod.Logistic;

    /// <summary>Whether it modulates.</summary>
    internal bool HasCoupling => Method >= AdaptationMethod.Gain;

    /// <summary>Whether it has gains in the last layer.</summary>
    internal bool HasGain => Method == AdaptationMethod.Comodulation;
}
