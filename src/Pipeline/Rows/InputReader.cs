using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Reads the columns of a row's input into one piece of memory, one behind the other: numbers, and vectors, dense or sparse.</summary>
internal sealed class InputReader
{
    private readonly float[] _values;
    private readonly Action[] _reads;

    public InputReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> columns)
    {
        int[] sizes = [.. columns.Select(column => column.Type is VectorDataViewType vector ? vector.Size : 1)];
        _values = new float[sizes.Sum()];
        _reads = [.. columns.Select((column, i) => Create(row, column, _values.AsMemory(sizes[..i].Sum(), sizes[i])))];
    }

    /// <summary>The input of the present row, until the next is read.</summary>
    public ReadOnlySpan<float> Read()
    {
        foreach (var read in _reads)
        {
            read();
        }

        return _values;
    }

    private static Action Create(DataViewRow row, DataViewSchema.Column column, Memory<float> destination)
    {
        if (column.Type is not VectorDataViewType)
        {
            var number = row.GetGetter<float>(column);
            return () => number(ref destination.Span[0]);
        }

        var vector = row.GetGetter<VBuffer<float>>(column);
        VBuffer<float> buffer = default;
        return () =>
        {
            vector(ref buffer);
            if (buffer.Length != destination.Length)
            {
                throw new InvalidOperationException($"Column '{column.Name}' has {buffer.Length} elements; the model takes {destination.Length}.");
            }

            buffer.CopyTo(destination.Span);
        };
    }
}
