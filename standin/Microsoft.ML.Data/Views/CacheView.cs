namespace Microsoft.ML.Data;

// Keeps each column in memory from the first cursor on that asks for it.
internal sealed class CacheView(IDataView source) : IDataView
{
    private readonly Lock _gate = new();
    private readonly CacheColumn?[] _columns = new CacheColumn?[source.Schema.Count];
    private int _rows = -1;

    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => _rows < 0 ? source.GetRowCount() : _rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        Fill(columns);
        var active = new bool[Schema.Count];
        foreach (var column in columns)
            active[column.Index] = true;
        var order = rand is null ? null : Permutation.Create(_rows, rand);
        var count = Math.Max(1, n);
        return [.. Enumerable.Range(0, count).Select(part => new Cursor(this, active, order, part, count))];
    }

    public void Fill(IEnumerable<DataViewSchema.Column> columns)
    {
        lock (_gate)
        {
            var missing = columns.Where(column => _columns[column.Index] is null).DistinctBy(column => column.Index).ToArray();
            if (missing.Length == 0 && _rows >= 0)
                return;

            using var cursor = source.GetRowCursor(missing);
            var read = Array.ConvertAll(missing, column => CacheColumn.Create(column.Type));
            var adds = missing.Zip(read, (column, values) => values.AddFrom(cursor, column)).ToArray();
            var rows = 0;
            while (cursor.MoveNext())
            {
                foreach (var add in adds)
                    add();
                rows++;
            }

            for (var i = 0; i < missing.Length; i++)
                _columns[missing[i].Index] = read[i];
            _rows = rows;
        }
    }

    // Reads every count-th batch of the rows.
    private sealed class Cursor(CacheView view, bool[] active, int[]? order, int part, int count) : DataViewRowCursor
    {
        private long _position = -1;
        private int _row = -1;
        private bool _ended;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => count == 1 || _row < 0 ? 0 : _row / RowBatch.Capacity;

        public override bool MoveNext()
        {
            if (_ended)
                return false;
            _row = _row < 0 ? part * RowBatch.Capacity
                : count == 1 || (_row + 1) % RowBatch.Capacity != 0 ? _row + 1
                : _row + 1 + (count - 1) * RowBatch.Capacity;
            if (_row >= view._rows)
            {
                Dispose();
                return false;
            }

            _position++;
            return true;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new((ulong)Current, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw Errors.Inactive(column);
            var values = view._columns[column.Index] as CacheColumn<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}, not {typeof(TValue)}.");
            return (ref TValue value) => values.Copy(Current, ref value);
        }

        protected override void Dispose(bool disposing)
        {
            _ended = true;
            _position = -1;
            base.Dispose(disposing);
        }

        private int Current => _position < 0 ? throw new InvalidOperationException(Errors.NotPositioned) : order?[_row] ?? _row;
    }
}
