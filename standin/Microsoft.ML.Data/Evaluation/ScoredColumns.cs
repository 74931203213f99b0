using System.Numerics;

namespace Microsoft.ML.Data;

// The columns that an evaluation reads.
internal static class ScoredColumns
{
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string role) =>
        schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(nameof(schema), $"{role} column '{name}' not found");

    public static void Require(bool fits, DataViewSchema.Column column, string role, string expected)
    {
        if (!fits)
            throw Errors.ColumnMismatch("schema", role, column.Name, expected, column.Type.ToString()!);
    }

    // A label as a number: a key by its place among the keys, Boolean as 0 or 1. NaN where it is missing.
    public static ValueGetter<float> LabelGetter(DataViewRow row, DataViewSchema.Column label) => label.Type switch
    {
        KeyDataViewType key => GenericCall.Invoke(KeyGetter<int>, key.RawType, row, label),
        BooleanDataViewType => Converted<bool>(row, label, value => value ? 1 : 0),
        NumberDataViewType when label.Type == NumberDataViewType.Double => Converted<double>(row, label, value => (float)value),
        _ => row.GetGetter<float>(label),
    };

    private static ValueGetter<float> KeyGetter<T>(DataViewRow row, DataViewSchema.Column label)
        where T : unmanaged, IBinaryInteger<T>
    {
        var count = ((KeyDataViewType)label.Type).Count;
        return Converted<T>(row, label, value => ulong.CreateTruncating(value) is var key && key > 0 && key <= count ? key - 1 : float.NaN);
    }

    private static ValueGetter<float> Converted<T>(DataViewRow row, DataViewSchema.Column label, Func<T, float> convert)
    {
        var getter = row.GetGetter<T>(label);
        var source = default(T)!;
        return (ref float value) =>
        {
            getter(ref source);
            value = convert(source);
        };
    }
}
