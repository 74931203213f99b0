namespace Microsoft.ML.Data;

internal sealed class TextCursor(
    DataViewSchema schema, IEnumerable<(string Text, long Number)> lines, TextFields fields, TextCell?[] cells) : DataViewRowCursor
{
    private readonly IEnumerator<(string Text, long Number)> _lines = lines.GetEnumerator();
    private long _position = -1;
    private bool _done;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    public override bool MoveNext()
    {
        if (_done)
            return false;
        if (!_lines.MoveNext())
        {
            Dispose();
            return false;
        }

        fields.Split(_lines.Current.Text);
        foreach (var cell in cells)
            cell?.Read(fields, _lines.Current.Number);
        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => cells[column.Index] is not null;

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) =>
            value = _position >= 0 ? new((ulong)_position, 0) : throw new InvalidOperationException(Errors.NotPositioned);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var cell = cells[column.Index] ?? throw Errors.Inactive(column);
        var getter = cell.Getter as ValueGetter<TValue> ?? throw Errors.WrongGetter(column.Name, typeof(TValue), cell.Getter);
        return (ref TValue value) =>
        {
            if (_position < 0)
                throw new InvalidOperationException(Errors.NotPositioned);
            getter(ref value);
        };
    }

    protected override void Dispose(bool disposing)
    {
        _done = true;
        _position = -1;
        if (disposing)
            _lines.Dispose();
        base.Dispose(disposing);
    }
}
