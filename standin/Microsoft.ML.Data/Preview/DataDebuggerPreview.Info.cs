namespace Microsoft.ML.Data;

public sealed partial class DataDebuggerPreview
{
    public sealed class ColumnInfo
    {
        internal ColumnInfo(DataViewSchema.Column column, object[] values)
        {
            Column = column;
            Values = values;
        }

        public DataViewSchema.Column Column { get; }

        public object[] Values { get; }

        public override string ToString() => $"{Column.Name}: {Column.Type}";
    }

    public sealed class RowInfo
    {
        internal RowInfo(KeyValuePair<string, object>[] values)
        {
            Values = values;
        }

        public KeyValuePair<string, object>[] Values { get; }

        public override string ToString() => $"{Values.Length} columns";
    }
}
