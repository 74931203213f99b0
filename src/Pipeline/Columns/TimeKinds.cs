using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

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
