namespace Microsoft.ML.Data;

public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.GetColumn<T>(data.Schema[columnName]);
    }

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (typeof(T) == column.Type.RawType)
            return (IEnumerable<T>)Values<T>(data, column);
        if (typeof(T) == typeof(string) && column.Type is TextDataViewType)
            return (IEnumerable<T>)Values<ReadOnlyMemory<char>>(data, column).Select(text => text.ToString());
        if (column.Type is VectorDataViewType vector)
        {
            if (typeof(T) == typeof(string[]) && vector.ItemType is TextDataViewType)
                return (IEnumerable<T>)Buffers<ReadOnlyMemory<char>>(data, column).Select(texts => Array.ConvertAll(texts, text => text.ToString()));
            if (typeof(T).IsArray && typeof(T).GetElementType() == vector.ItemType.RawType)
                return GenericCall.Invoke(Arrays<T, int>, [typeof(T), vector.ItemType.RawType], data, column);
        }

        throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' of type {column.Type} cannot be read as {typeof(T)}.");
    }

    private static IEnumerable<T> Arrays<T, TItem>(IDataView data, DataViewSchema.Column column) => (IEnumerable<T>)Buffers<TItem>(data, column);

    private static IEnumerable<T> Values<T>(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<T>(column);
        while (cursor.MoveNext())
        {
            var value = default(T)!;
            getter(ref value);
            yield return value;
        }
    }

    private static IEnumerable<TItem[]> Buffers<TItem>(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<TItem>>(column);
        var buffer = default(VBuffer<TItem>);
        while (cursor.MoveNext())
        {
            getter(ref buffer);
            var items = new TItem[buffer.Length];
            buffer.CopyTo(items);
            yield return items;
        }
    }
}
