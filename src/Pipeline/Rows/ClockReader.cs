using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Reads the time column as ticks of the clock that a calendar's phases are taken from.</summary>
internal static class ClockReader
{
    public static Func<long> Create(DataViewRow row, DataViewSchema.Column column) => TimeKinds.Of(column.Type) switch
    {
        TimeKind.DateTime => Create<DateTime>(row, column, static time => time.Ticks),
        TimeKind.DateTimeOffset => Create<DateTimeOffset>(row, column, static time => time.Ticks),
        _ => Create<TimeSpan>(row, column, static time => time.Ticks),
    };

    private static Func<long> Create<T>(DataViewRow row, DataViewSchema.Column column, Func<T, long> convert)
        where T : unmanaged
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }
}
