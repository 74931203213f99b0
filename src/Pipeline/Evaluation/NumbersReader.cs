using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Reads a column of numbers, Single or a vector of them, into one piece of memory.</summary>
internal sealed class NumbersReader
{
    private readonly float[] _values;
    private readonly ValueGetter<float>? _number;
    private readonly ValueGetter<VBuffer<float>>? _vector;
    private VBuffer<float> _buffer;

    public NumbersReader(DataViewRow row, DataViewSchema.Column column)
    {
        _values = new float[column.Type is VectorDataViewType vector ? vector.Size : 1];
        _number = column.Type is VectorDataViewType ? null : row.GetGetter<float>(column);
        _vector = column.Type is VectorDataViewType ? row.GetGetter<VBuffer<float>>(column) : null;
    }

    /// <summary>The numbers of the row that was read last.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Reads the present row.</summary>
    public void Read()
    {
        _number?.Invoke(ref _values[0]);
        if (_vector is not null)
        {
            _vector(ref _buffer);
            _buffer.CopyTo(_values);
        }
    }
}
