using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Reads the columns of a row's input into one piece of memory, one behind the other: numbers, vectors, dense or sparse, and the phases of a time. Keeps
/// the time.
/// </summary>
internal sealed class InputReader
{
    private readonly float[] _values;
    private readonly Action[] _reads;
    private readonly Func<long>? _clock;
    private readonly CalendarHarmonics? _calendar;
    private readonly Memory<float> _phases;

    /// <param name="row">The row.</param>
    /// <param name="inputs">The columns of numbers, and last that of the time where scoring reads it.</param>
    /// <param name="columns">The model's columns.</param>
    public InputReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> inputs, OnlineColumns columns)
    {
        DataViewSchema.Column[] numbers = [.. columns.HasClock ? inputs.SkipLast(1) : inputs];
        int[] sizes = [.. numbers.Select(column => column.Type is VectorDataViewType vector ? vector.Size : 1)];
        _values = new float[sizes.Sum() + columns.Phases];
        _reads = [.. numbers.Select((column, i) => Create(row, column, _values.AsMemory(sizes[..i].Sum(), sizes[i])))];
        _clock = columns.HasClock ? ClockReader.Create(row, inputs[^1]) : null;
        _calendar = columns.Calendar;
        _phases = _values.AsMemory(sizes.Sum());
    }

    /// <summary>The time of the row that was read last, in ticks; 0 where scoring reads none.</summary>
    public long Clock { get; private set; }

    /// <summary>The input of the row that was read last.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Reads the present row.</summary>
    /// <returns>Its input, until the next is read.</returns>
    public ReadOnlySpan<float> Read()
    {
        foreach (var read in _reads)
        {
            read();
        }

        if (_clock is not null)
        {
            Clock = _clock();
            _calendar?.Write(Clock, _phases.Span);
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
