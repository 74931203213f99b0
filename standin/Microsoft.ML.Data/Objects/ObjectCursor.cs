namespace Microsoft.ML.Data;

internal sealed class ObjectCursor<TRow> : DataViewRowCursor
    where TRow : class
{
    private readonly ObjectSlot<TRow> _slot = new();
    private readonly Delegate?[] _getters;
    private readonly IEnumerator<TRow> _rows;
    private long _position = -1;
    private bool _disposed;

    public ObjectCursor(ObjectReader<TRow> reader, IEnumerable<DataViewSchema.Column> columnsNeeded, IEnumerator<TRow> rows)
    {
        _rows = rows;
        Schema = reader.Schema;
        var needed = columnsNeeded.Select(column => column.Index).ToHashSet();
        _getters = reader.CreateGetters(_slot, column => needed.Contains(column.Index));
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public override bool MoveNext()
    {
        if (_disposed)
            return false;
        if (!_rows.MoveNext())
        {
            Dispose();
            return false;
        }

        _slot.Value = _rows.Current ?? throw new InvalidOperationException("Encountered null when iterating over data, this is not supported.");
        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] is not null;

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) =>
            value = _position >= 0 ? new((ulong)_position, 0) : throw new InvalidOperationException(Errors.NotPositioned);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var getter = _getters[column.Index] ?? throw Errors.Inactive(column);
        return getter as ValueGetter<TValue> ?? throw Errors.WrongGetter(column.Name, typeof(TValue), getter);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rows.Dispose();
        _disposed = true;
        _slot.Value = null;
        _position = -1;
        base.Dispose(disposing);
    }
}
