namespace Microsoft.ML.Data;

// A view over a list of objects: it knows its length and can be shuffled.
internal sealed class ObjectListView<TRow>(IList<TRow> data, MemberColumn[] columns) : IDataView
    where TRow : class
{
    private readonly ObjectReader<TRow> _reader = new(columns);

    public bool CanShuffle => true;

    public DataViewSchema Schema => _reader.Schema;

    public long? GetRowCount() => data.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(_reader, columnsNeeded, data, rand is null ? null : Permutation.Create(data.Count, rand));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(ObjectReader<TRow> reader, IEnumerable<DataViewSchema.Column> columnsNeeded, IList<TRow> data, int[]? order)
        : ObjectCursor<TRow>(reader, columnsNeeded)
    {
        private int _next;

        protected override bool TryAdvance(out TRow? row)
        {
            row = _next < data.Count ? data[(int)IdOf(_next)] : null;
            return _next++ < data.Count;
        }

        protected override long IdOf(long position) => order is null ? position : order[position];
    }
}
