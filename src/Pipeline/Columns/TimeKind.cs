using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a time column is made of that scoring reads.</summary>
internal enum TimeKind
{
    /// <summary>Scoring reads none.</summary>
    None,

    /// <summary>DateTime: the clock as it stands there.</summary>
    DateTime,

    /// <summary>DateTimeOffset: its local clock, which daily rhythms follow.</summary>
    DateTimeOffset,

    /// <summary>TimeSpan: counted from its zero, as if that were the beginning of a day, a week and a year.</summary>
    TimeSpan,
}

/// <summary>The kinds of time column as types of ML.NET.</summary>
internal static class TimeKinds
{
    /// <summary>The kind of a column that <see cref="ColumnRole.Clock"/> fits.</summary>
    public static TimeKind Of(DataViewType type) => type switch
    {
        DateTimeDataViewType => TimeKind.DateTime,
        DateTimeOffsetDataViewType => TimeKind.DateTimeOffset,
        _ => TimeKind.TimeSpan,
    };
}
