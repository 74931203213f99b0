using System.Numerics;

namespace Microsoft.ML.Data;

// Tests by which rows are filtered.
internal static class RowTests
{
    public static Func<DataViewRow, Func<bool>> InRange(DataViewSchema.Column column, double lower, double upper)
    {
        if (column.Type != NumberDataViewType.Single && column.Type != NumberDataViewType.Double)
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is to be of type Single or Double, not {column.Type}.");
        return row => GenericCall.Invoke(InRange<double>, column.Type.RawType, row, column, (lower, upper));
    }

    public static Func<DataViewRow, Func<bool>> NoneMissing(DataViewSchema.Column[] columns)
    {
        foreach (var column in columns)
        {
            if (column.Type.ItemType() != NumberDataViewType.Single && column.Type.ItemType() != NumberDataViewType.Double)
                throw new ArgumentOutOfRangeException(nameof(columns), $"Column '{column.Name}' of type {column.Type} has no missing values.");
        }

        return row =>
        {
            var tests = Array.ConvertAll(columns, column => column.Type is VectorDataViewType vector
                ? GenericCall.Invoke(NoNaNs<double>, vector.ItemType.RawType, row, column)
                : GenericCall.Invoke(NoNaN<double>, column.Type.RawType, row, column));
            return () => tests.All(test => test());
        };
    }

    private static Func<bool> InRange<T>(DataViewRow row, DataViewSchema.Column column, (double Lower, double Upper) range)
        where T : unmanaged, INumber<T>
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T);
        return () =>
        {
            getter(ref value);
            var number = double.CreateChecked(value);
            return range.Lower <= number && number < range.Upper;
        };
    }

    private static Func<bool> NoNaN<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged, INumber<T>
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T);
        return () =>
        {
            getter(ref value);
            return !T.IsNaN(value);
        };
    }

    private static Func<bool> NoNaNs<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged, INumber<T>
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var buffer = default(VBuffer<T>);
        return () =>
        {
            getter(ref buffer);
            foreach (var value in buffer.GetValues())
            {
                if (T.IsNaN(value))
                    return false;
            }

            return true;
        };
    }
}
