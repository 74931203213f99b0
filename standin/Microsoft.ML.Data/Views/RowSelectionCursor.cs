namespace Microsoft.ML.Data;

// A cursor that passes some of another's rows, and counts them itself.
internal abstract class RowSelectionCursor(DataViewRowCursor input, DataViewSchema.Column[] columns) : WrappingCursor(input)
{
    private readonly HashSet<int> _active = [.. columns.Select(column => column.Index)];
    private long _position = -1;
    private bool _ended;

    public override DataViewSchema Schema => Input.Schema;

    public override long Position => _position;

    public sealed override bool MoveNext()
    {
        if (_ended)
            return false;
        if (!TryMove())
        {
            Dispose();
            return false;
        }

        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        IsColumnActive(column) ? Input.GetGetter<TValue>(column) : throw Errors.Inactive(column);

    // Moves the input to the next row that passes.
    protected abstract bool TryMove();

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        _position = -1;
        base.Dispose(disposing);
    }
}
