namespace Microsoft.ML.Data;

// A vector with no more than half of its fields present comes out sparse, whatever the values.
internal sealed class VectorTextCell<T> : TextCell
{
    private readonly TextParser<T> _parser;
    private readonly T[] _values;
    private readonly int[] _indices;
    private int _count;

    public VectorTextCell(TextColumn column, TextParser<T> parser)
        : base(column)
    {
        _parser = parser;
        _values = new T[column.Fields.Length];
        _indices = new int[column.Fields.Length];
        Getter = (ValueGetter<VBuffer<T>>)Get;
    }

    public override Delegate Getter { get; }

    public override void Read(TextFields fields, long line)
    {
        _count = 0;
        for (var slot = 0; slot < _values.Length; slot++)
        {
            var field = fields[Column.Fields[slot]];
            if (field.IsEmpty && !_parser.KeepsEmpty)
                continue;
            if (field.IsEmpty)
                _values[_count] = _parser.Empty;
            else if (!_parser.TryParse(field, out _values[_count]))
                throw Unreadable(field, line);
            _indices[_count++] = slot;
        }
    }

    private void Get(ref VBuffer<T> value)
    {
        var sparse = _count <= _values.Length / 2;
        var editor = VBufferEditor.Create(ref value, _values.Length, sparse ? _count : _values.Length);
        if (sparse)
        {
            _values.AsSpan(0, _count).CopyTo(editor.Values);
            _indices.AsSpan(0, _count).CopyTo(editor.Indices);
        }
        else
        {
            editor.Values.Fill(_parser.Empty);
            for (var i = 0; i < _count; i++)
                editor.Values[_indices[i]] = _values[i];
        }

        value = editor.Commit();
    }
}
