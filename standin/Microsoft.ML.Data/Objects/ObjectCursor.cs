namespace Microsoft.ML.Data;

// A cursor over objects, from wherever they come.
internal abstract class ObjectCursor<TRow> : DataViewRowCursor
    where TRow : class
{
    private readonly ObjectSlot<TRow> _slot = new();
    private readonly Delegate?[] _getters;
    private long _position = -1;
    private bool _disposed;

    protected ObjectCursor(ObjectReader<TRow> reader, IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
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
        if (!TryAdvance(out var row))
        {
            Dispose();
            return false;
        }

        _slot.Value = row ?? throw new InvalidOperationException("Encountered null when iterating over data, this is not supported.");
        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] is not null;

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = _slot.Current is null ? default : new((ulong)IdOf(_position), 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var getter = _getters[column.Index] ?? throw Errors.Inactive(column);
        return getter as ValueGetter<TValue> ?? throw Errors.WrongGetter(column.Name, typeof(TValue), getter);
    }

    protected abstract bool TryAdvance(out TRow? row);

    protected virtual long IdOf(long position) => position;

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        _slot.Value = null;
        _position = -1;
        base.Dispose(disposing);
    }
}
