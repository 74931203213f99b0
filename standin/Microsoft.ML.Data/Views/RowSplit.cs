using System.Globalization;

namespace Microsoft.ML.Data;

// Gives each row a number in [0, 1) that depends on its id, or on its value in a column, and on the seed: rows of one value are never parted.
internal sealed class RowSplit(IDataView source, DataViewSchema.Column? key, int seed)
{
    public IDataView Inside(double lower, double upper) => Where(number => lower <= number && number < upper);

    public IDataView Outside(double lower, double upper) => Where(number => number < lower || upper <= number);

    private FilterView Where(Func<double, bool> test)
    {
        return new(source, key is { } column ? [column] : [], row =>
        {
            var hash = key is { } keyColumn ? GenericCall.Invoke(OfValue<int>, keyColumn.Type.RawType, row, keyColumn) : OfId(row);
            return () => test((Mix(hash()) >> 11) * (1.0 / (1UL << 53)));
        });
    }

    private ulong Mix(ulong hash)
    {
        var id = new DataViewRowId(hash, (ulong)seed).Next();
        return id.Low ^ id.High;
    }

    private static Func<ulong> OfId(DataViewRow row)
    {
        var getter = row.GetIdGetter();
        var id = default(DataViewRowId);
        return () =>
        {
            getter(ref id);
            return id.Low ^ id.High;
        };
    }

    private static Func<ulong> OfValue<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T)!;
        return () =>
        {
            getter(ref value);
            var hash = 0xCBF29CE484222325;
            foreach (var character in Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
                hash = (hash ^ character) * 0x100000001B3;
            return hash;
        };
    }
}
