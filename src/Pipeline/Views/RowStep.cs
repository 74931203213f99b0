using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>What a learner does at a row: once, however often its result is read.</summary>
internal abstract class RowStep
{
    private readonly DataViewRow _row;
    private readonly RowContextReader _context;
    private readonly InputReader _input;
    private long _position = -1;

    protected RowStep(DataViewRow row, OnlineMapper mapper)
    {
        _row = row;
        _context = new(row, mapper.Context);
        _input = new(row, mapper.Inputs, mapper.Model.Columns.Calendar);
    }

    /// <summary>The prediction for the present row.</summary>
    public ReadOnlySpan<float> Prediction
    {
        get
        {
            Ensure();
            return Current;
        }
    }

    /// <summary>The prediction that <see cref="Run"/> made last.</summary>
    protected abstract ReadOnlySpan<float> Current { get; }

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
            Run(_context.Read(), _input.Read());
            _position = position;
        }
    }

    protected abstract void Run(in RowContext context, ReadOnlySpan<float> input);
}
