namespace Microsoft.ML.Data;

// A view over text files, read anew by each cursor.
internal sealed class TextView(IMultiStreamSource source, TextFormat format, TextColumn[] columns, DataViewSchema schema) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var cells = new TextCell?[columns.Length];
        foreach (var column in columnsNeeded)
            cells[column.Index] = TextCell.Of(columns[column.Index], format);
        return new TextCursor(schema, TextLines.Rows(source, format), new TextFields(format), cells);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
