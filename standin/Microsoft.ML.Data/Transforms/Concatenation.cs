namespace Microsoft.ML.Data;

// The values of one row's concatenated columns: dense, or sparse where at most half of them are explicit.
internal sealed class Concatenation<T>
{
    private readonly DataViewSchema.Column[] _columns;
    private readonly ValueGetter<T>?[] _scalars;
    private readonly ValueGetter<VBuffer<T>>?[] _vectors;
    private readonly VBuffer<T>[] _buffers;
    private T _scalar = default!;

    public Concatenation(DataViewRow input, DataViewSchema.Column[] columns)
    {
        _columns = columns;
        _scalars = Array.ConvertAll(columns, column => column.Type is VectorDataViewType ? null : input.GetGetter<T>(column));
        _vectors = Array.ConvertAll(columns, column => column.Type is VectorDataViewType ? input.GetGetter<VBuffer<T>>(column) : null);
        _buffers = new VBuffer<T>[columns.Length];
    }

    public void Get(ref VBuffer<T> destination)
    {
        var (length, count) = Read();
        var editor = VBufferEditor.Create(ref destination, length, count <= length / 2 ? count : length);
        if (editor.Values.Length == length)
            WriteDense(editor.Values);
        else
            WriteSparse(editor.Values, editor.Indices);
        destination = editor.Commit();
    }

    private (int Length, int Count) Read()
    {
        var (length, count) = (0, 0);
        for (var i = 0; i < _buffers.Length; i++)
        {
            if (_vectors[i] is not { } getter)
            {
                length++;
                count++;
                continue;
            }

            getter(ref _buffers[i]);
            var size = ((VectorDataViewType)_columns[i].Type).Size;
            if (size != 0 && size != _buffers[i].Length)
                throw new InvalidOperationException($"Column '{_columns[i].Name}': expected {size} slots, but got {_buffers[i].Length}");
            length += _buffers[i].Length;
            count += _buffers[i].GetValues().Length;
        }

        return (length, count);
    }

    private void WriteDense(Span<T> values)
    {
        var at = 0;
        for (var i = 0; i < _buffers.Length; i++)
        {
            if (_scalars[i] is { } getter)
            {
                getter(ref _scalar);
                values[at++] = _scalar;
            }
            else
            {
                _buffers[i].CopyTo(values, at);
                at += _buffers[i].Length;
            }
        }
    }

    private void WriteSparse(Span<T> values, Span<int> indices)
    {
        var (at, written) = (0, 0);
        for (var i = 0; i < _buffers.Length; i++)
        {
            if (_scalars[i] is { } getter)
            {
                getter(ref _scalar);
                values[written] = _scalar;
                indices[written++] = at++;
                continue;
            }

            var buffer = _buffers[i];
            var explicitValues = buffer.GetValues();
            for (var k = 0; k < explicitValues.Length; k++)
            {
                values[written] = explicitValues[k];
                indices[written++] = at + (buffer.IsDense ? k : buffer.GetIndices()[k]);
            }

            at += buffer.Length;
        }
    }
}
