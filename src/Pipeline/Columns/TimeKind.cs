namespace AdaptiveML.Pipeline;

/// <summary>What a time column is made of that a calendar's phases are taken from.</summary>
public enum TimeKind
{
    /// <summary>No phases are taken.</summary>
    None,

    /// <summary>DateTime: the clock as it stands there.</summary>
    DateTime,

    /// <summary>DateTimeOffset: its local clock, which daily rhythms follow.</summary>
    DateTimeOffset,

    /// <summary>TimeSpan: counted from its zero, as if that were the beginning of a day, a week and a year.</summary>
    TimeSpan,
}
