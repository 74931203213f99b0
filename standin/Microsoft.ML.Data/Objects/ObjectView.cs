namespace Microsoft.ML.Data;

// A view over a sequence of objects: each cursor enumerates it once.
internal sealed class ObjectView<TRow>(IEnumerable<TRow> data, MemberColumn[] columns) : IDataView
    where TRow : class
{
    private readonly ObjectReader<TRow> _reader = new(columns);

    public bool CanShuffle => false;

    public DataViewSchema Schema => _reader.Schema;

    public long? GetRowCount() => (data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new ObjectCursor<TRow>(_reader, columnsNeeded, data.GetEnumerator());

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
