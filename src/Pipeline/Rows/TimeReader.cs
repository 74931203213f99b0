using System.Numerics;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Reads the time column, whatever its type, as a number that keeps the order of its values; null where it is not known.</summary>
internal static class TimeReader
{
    public static Func<long?> Create(DataViewRow row, DataViewSchema.Column column) => column.Type.RawType switch
    {
        var type when type == typeof(DateTime) => Create<DateTime>(row, column, static time => time.Ticks),
        var type when type == typeof(DateTimeOffset) => Create<DateTimeOffset>(row, column, static time => time.UtcTicks),
        var type when type == typeof(TimeSpan) => Create<TimeSpan>(row, column, static time => time.Ticks),
        var type when type == typeof(float) => Create<float>(row, column, static time => Ordered(time)),
        var type when type == typeof(double) => Create<double>(row, column, Ordered),
        var type when type == typeof(sbyte) => Integers<sbyte>(row, column),
        var type when type == typeof(byte) => Integers<byte>(row, column),
        var type when type == typeof(short) => Integers<short>(row, column),
        var type when type == typeof(ushort) => Integers<ushort>(row, column),
        var type when type == typeof(int) => Integers<int>(row, column),
        var type when type == typeof(uint) => Integers<uint>(row, column),
        var type when type == typeof(long) => Integers<long>(row, column),
        _ => Integers<ulong>(row, column),
    };

    private static Func<long?> Create<T>(DataViewRow row, DataViewSchema.Column column, Func<T, long?> convert)
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

    private static Func<long?> Integers<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged, IBinaryInteger<T> => Create<T>(row, column, static time => long.CreateSaturating(time));

    /// <summary>The bits of a number, those of a negative one turned round, so that they have the order of the numbers.</summary>
    private static long? Ordered(double time)
    {
        long bits = BitConverter.DoubleToInt64Bits(time + 0.0);
        return double.IsNaN(time) ? null : bits ^ ((bits >> 63) & long.MaxValue);
    }
}
