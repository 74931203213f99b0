using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Reads of a row whose it is, when it was, how much it counts, and whether its sequence ends there.</summary>
internal sealed class RowContextReader(DataViewRow row, ContextColumns columns)
{
    private readonly Func<SequenceKey>? _sequence = columns.Group is { } group ? GroupReader.Create(row, group) : null;
    private readonly Func<long?>? _time = columns.Time is { } time ? TimeReader.Create(row, time) : null;
    private readonly ValueGetter<float>? _weight = columns.Weight is { } weight ? row.GetGetter<float>(weight) : null;
    private readonly ValueGetter<bool>? _ends = columns.EndOfSequence is { } ends ? row.GetGetter<bool>(ends) : null;

    public RowContext Read()
    {
        float weight = 1;
        bool ends = false;
        _weight?.Invoke(ref weight);
        _ends?.Invoke(ref ends);
        return new() { Sequence = _sequence?.Invoke() ?? default, Time = _time?.Invoke(), Weight = weight, EndsSequence = ends };
    }
}
