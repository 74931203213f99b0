namespace Microsoft.ML.Data;

// A cursor over batches that come from elsewhere.
internal abstract class RowBatchCursor(DataViewSchema schema, bool[] active) : DataViewRowCursor
{
    private RowBatch? _batch;
    private int _row;
    private long _position = -1;
    private bool _ended;

    public override DataViewSchema Schema { get; } = schema;

    public override long Position => _position;

    public override long Batch => _batch?.Number ?? 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override bool MoveNext()
    {
        if (_ended)
            return false;
        if (_batch is null || ++_row == _batch.Count)
        {
            _batch = NextBatch(_batch);
            _row = 0;
        }

        if (_batch is null)
        {
            Dispose();
            return false;
        }

        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = Current.Ids[_row];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw Errors.Inactive(column);
        if (Schema[column.Index].Type.RawType != typeof(TValue))
            throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}, not {typeof(TValue)}.");
        var index = column.Index;
        return (ref TValue value) => ((BatchColumn<TValue>)Current.Columns[index]!).Copy(_row, ref value);
    }

    // The next batch, or null at the end; the one that was read may be filled again.
    protected abstract RowBatch? NextBatch(RowBatch? read);

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        _batch = null;
        _position = -1;
        base.Dispose(disposing);
    }

    private RowBatch Current => _batch ?? throw new InvalidOperationException(Errors.NotPositioned);
}
