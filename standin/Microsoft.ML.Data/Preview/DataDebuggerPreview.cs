using System.Collections.Immutable;

namespace Microsoft.ML.Data;

public sealed partial class DataDebuggerPreview
{
    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        Schema = data.Schema;
        using var cursor = data.GetRowCursor(Schema);
        var readers = Schema.Select(column => GenericCall.Invoke(ReaderOf<int>, column.Type.RawType, (DataViewRow)cursor, column)).ToArray();
        var rows = new List<object[]>();
        while (rows.Count < maxRows && cursor.MoveNext())
            rows.Add(Array.ConvertAll(readers, read => read()));

        RowView = [.. rows.Select(row => new RowInfo([.. Schema.Select(column => KeyValuePair.Create(column.Name, row[column.Index]))]))];
        ColumnView = [.. Schema.Select(column => new ColumnInfo(column, [.. rows.Select(row => row[column.Index])]))];
    }

    public DataViewSchema Schema { get; }

    public ImmutableArray<ColumnInfo> ColumnView { get; }

    public ImmutableArray<RowInfo> RowView { get; }

    public override string ToString() => $"{Schema.Count} columns, {RowView.Length} rows";

    private static Func<object> ReaderOf<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            var value = default(T)!;
            getter(ref value);
            return value!;
        };
    }
}
