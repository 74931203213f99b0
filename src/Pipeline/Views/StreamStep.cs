using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Takes a learner over the rows of a stream: one step a row, however often its prediction is read.</summary>
internal sealed class StreamStep : IPrediction
{
    private readonly DataViewRow _row;
    private readonly RowContextReader _context;
    private readonly InputReader _input;
    private readonly CursorLearner _learner;
    private readonly ValueGetter<float>? _label;
    private long _position = -1;

    /// <param name="row">The row, as it moves on.</param>
    /// <param name="mapper">What is read of it, and whether it is learnt.</param>
    public StreamStep(DataViewRow row, StreamMapper mapper)
    {
        _row = row;
        _context = new(row, mapper.Context);
        _input = new(row, mapper.Inputs, mapper.Model.Columns);
        _learner = new(mapper.Model, mapper.Learns);
        _label = mapper.Label is { } label ? LabelReader.Create(row, label, mapper.Model.Columns) : null;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Prediction
    {
        get
        {
            Ensure();
            return _learner.Prediction;
        }
    }

    /// <inheritdoc/>
    public DateTime Clock
    {
        get
        {
            Ensure();
            return new(_input.Clock);
        }
    }

    /// <summary>Takes the step for the present row, unless it was taken.</summary>
    /// <exception cref="InvalidOperationException">There is no present row.</exception>
    public void Ensure()
    {
        long position = _row.Position;
        if (position < 0)
        {
            throw new InvalidOperationException("There is no row to predict: the cursor stands before the first or behind the last.");
        }

        if (_position != position)
        {
            var context = _context.Read();
            var input = _input.Read();
            float label = float.NaN;
            _label?.Invoke(ref label);
            _learner.Step(context, input, label);
            _position = position;
        }
    }
}
