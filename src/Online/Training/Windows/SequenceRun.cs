using System.Numerics;
using System.Runtime.InteropServices;

namespace AdaptiveML.Online;

/// <summary>The rows of one sequence in order, as a net sees them, or a part of it.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SequenceRun<T>(int inputSize, int targetSize)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<T> _inputs = [];
    private readonly List<T> _targets = [];
    private readonly List<double> _weights = [];
    private readonly List<int> _labelled = [];
    private readonly List<int> _rows = [];

    /// <summary>Number of rows.</summary>
    public int Count => _weights.Count;

    /// <summary>Places of the rows with a target, in order.</summary>
    public IReadOnlyList<int> Labelled => _labelled;

    /// <summary>A row's number in the recording.</summary>
    public int RowOf(int place) => _rows[place];

    /// <summary>A row's inputs, cleaned, in standardised units.</summary>
    public ReadOnlySpan<T> Input(int place) => CollectionsMarshal.AsSpan(_inputs).Slice(place * inputSize, inputSize);

    /// <summary>A row's target; numbers in standardised units, NaN where there is nothing to learn.</summary>
    public ReadOnlySpan<T> Target(int place) => CollectionsMarshal.AsSpan(_targets).Slice(place * targetSize, targetSize);

    /// <summary>How much a row's target counts.</summary>
    public double Weight(int place) => _weights[place];

    /// <summary>Whether a row has a target.</summary>
    public bool IsLabelled(int place) => Target(place).ContainsAnyExcept(T.NaN);

    /// <summary>Appends a row.</summary>
    public void Add(int row, ReadOnlySpan<T> input, ReadOnlySpan<T> target, double weight)
    {
        _inputs.AddRange(input);
        _targets.AddRange(target);
        _weights.Add(weight);
        _rows.Add(row);
        if (IsLabelled(Count - 1))
        {
            _labelled.Add(Count - 1);
        }
    }
}
