using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a learner does at a row: once, however often its result is read.</summary>
internal abstract class RowStep
{
    private readonly DataViewRow _row;
    private readonly FeatureReader _features;
    private readonly RowContextReader _context;
    private readonly ValueGetter<VBuffer<float>> _getter;
    private VBuffer<float> _buffer;
    private long _position = -1;

    protected RowStep(DataViewRow row, OnlineMapper mapper)
    {
        _row = row;
        _features = new(mapper.Model.FeatureCount);
        _context = new(row, mapper.Context);
        _getter = row.GetGetter<VBuffer<float>>(mapper.Features);
    }

    /// <summary>The prediction for the present row.</summary>
    public float Prediction
    {
        get
        {
            Ensure();
            return Current;
        }
    }

    /// <summary>The prediction that <see cref="Run"/> made last.</summary>
    protected abstract float Current { get; }

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
            _getter(ref _buffer);
            Run(_context.Read(), _features.Read(_buffer));
            _position = position;
        }
    }

    protected abstract void Run(in RowContext context, ReadOnlySpan<float> input);
}
