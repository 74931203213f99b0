using System.Numerics.Tensors;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>What is to be said of the rows of an update, whatever learns them.</summary>
internal sealed class RowWatch
{
    private const int Named = 5;

    private readonly KeyCheck[] _keys;
    private readonly RangeCheck? _range;
    private readonly List<long> _incomplete = [];

    /// <param name="model">The model.</param>
    /// <param name="row">The row, as it moves on.</param>
    /// <param name="keyColumns">The columns of keys that can be read.</param>
    public RowWatch(OnlineModel model, DataViewRow row, IEnumerable<DataViewSchema.Column> keyColumns)
    {
        _keys = [.. keyColumns.Select(column => new KeyCheck(row, column))];
        _range = model.FeatureRanges is { } fitted ? new(fitted) : null;
    }

    /// <summary>The rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows with an input that is missing or infinite.</summary>
    public long Incomplete { get; private set; }

    /// <summary>The first of these, from 0.</summary>
    public IReadOnlyList<long> FirstIncomplete => _incomplete;

    /// <summary>Rows with a feature outside its range in the fit; null where the model does not know that.</summary>
    public long? OutOfRange => _range?.Rows;

    /// <summary>Looks at the present row.</summary>
    public void Add(ReadOnlySpan<float> input)
    {
        _range?.Add(input);
        Array.ForEach(_keys, static key => key.Add());
        if (!TensorPrimitives.IsFiniteAll(input))
        {
            Incomplete++;
            if (_incomplete.Count < Named)
            {
                _incomplete.Add(Rows);
            }
        }

        Rows++;
    }

    /// <summary>The features that left their range.</summary>
    public FeatureOutOfRange[] Offenders(IReadOnlyList<string> names) => _range?.Offenders(names) ?? [];

    /// <summary>The key columns with missing keys, and the rows of each.</summary>
    public Dictionary<string, long> MissingKeys() =>
        _keys.Select(key => key.Result).Where(result => result.Rows > 0).ToDictionary(result => result.Column, result => result.Rows);
}
