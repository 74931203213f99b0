using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Reads the columns of a row's input into one piece of memory, one behind the other: numbers, vectors, dense or sparse, and the phases of a time.
/// </summary>
internal sealed class InputReader
{
    private readonly float[] _values;
    private readonly Action[] _reads;

    /// <param name="row">The row.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="calendar">What phases are taken of the last of them, or null where that is one of numbers.</param>
    public InputReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> columns, CalendarHarmonics? calendar)
    {
        int[] sizes = [.. columns.Select((column, i) => IsTime(i) ? calendar!.Count : column.Type is VectorDataViewType vector ? vector.Size : 1)];
        _values = new float[sizes.Sum()];
        _reads = [.. columns.Select((column, i) => Create(row, column, IsTime(i) ? calendar : null, _values.AsMemory(sizes[..i].Sum(), sizes[i])))];

        bool IsTime(int i) => calendar is not null && i == columns.Count - 1;
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

    private static Action Create(DataViewRow row, DataViewSchema.Column column, CalendarHarmonics? calendar, Memory<float> destination)
    {
        if (calendar is not null)
        {
            var clock = ClockReader.Create(row, column);
            return () => calendar.Write(clock(), destination.Span);
        }

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
