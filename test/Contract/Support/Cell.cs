using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Contract.Support;

/// <summary>Values of any type as text that is the same exactly when they are, down to the last bit.</summary>
internal static class Cell
{
    /// <summary>Reads a cell of the row that the cursor is at.</summary>
    public static Func<string> Reader(DataViewRow row, DataViewSchema.Column column) => Create(row, column);

    public static string Of(DataViewSchema.Annotations annotations, DataViewSchema.Column column) => Create(annotations, column)();

    private static Func<string> Create(object source, DataViewSchema.Column column)
    {
        var (method, type) = column.Type is VectorDataViewType vector ? (nameof(Vector), vector.ItemType) : (nameof(Scalar), column.Type);
        return (Func<string>)typeof(Cell).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.RawType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [source, column], null)!;
    }

    private static Func<string> Scalar<T>(object source, DataViewSchema.Column column)
    {
        var getter = Getter<T>(source, column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return Text(value);
        };
    }

    private static Func<string> Vector<T>(object source, DataViewSchema.Column column)
    {
        var getter = Getter<VBuffer<T>>(source, column);
        VBuffer<T> values = default;
        return () =>
        {
            getter(ref values);
            return string.Join(' ', values.DenseValues().Select(Text));
        };
    }

    private static ValueGetter<T> Getter<T>(object source, DataViewSchema.Column column) =>
        source is DataViewRow row ? row.GetGetter<T>(column) : ((DataViewSchema.Annotations)source).GetGetter<T>(column);

    private static string Text<T>(T value) => value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "";
}
