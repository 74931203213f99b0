namespace Microsoft.ML.Data;

// A view over a sequence of objects: each cursor enumerates it once.
internal sealed class ObjectStreamView<TRow>(IEnumerable<TRow> data, MemberColumn[] columns) : IDataView
    where TRow : class
{
    private readonly ObjectReader<TRow> _reader = new(columns);

    public bool CanShuffle => false;

    public DataViewSchema Schema => _reader.Schema;

    public long? GetRowCount() => (data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(_reader, columnsNeeded, data.GetEnumerator());

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(ObjectReader<TRow> reader, IEnumerable<DataViewSchema.Column> columnsNeeded, IEnumerator<TRow> rows)
        : ObjectCursor<TRow>(reader, columnsNeeded)
    {
        protected override bool TryAdvance(out TRow? row)
        {
            var moved = rows.MoveNext();
            row = moved ? rows.Current : null;
            return moved;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
