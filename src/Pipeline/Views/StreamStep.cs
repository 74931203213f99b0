using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>A row of a stream that is followed, and learnt where the mapper says so.</summary>
internal sealed class StreamStep(DataViewRow row, StreamMapper mapper) : RowStep(row, mapper)
{
    private readonly StreamLearner _learner = new(mapper.Model, mapper.Learns);
    private readonly ValueGetter<float>? _label = mapper.Label is { } label ? LabelReader.Create(row, label, mapper.Model.Columns) : null;

    protected override ReadOnlySpan<float> Current => _learner.Prediction;

    protected override void Run(in RowContext context, ReadOnlySpan<float> input)
    {
        float label = float.NaN;
        _label?.Invoke(ref label);
        _learner.Step(context, input, label);
    }
}
