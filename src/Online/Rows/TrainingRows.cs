using System.Runtime.InteropServices;

namespace AdaptiveML.Online;

/// <summary>Rows to train on, in time order, held in memory; rows of several sequences may alternate.</summary>
/// <param name="inputSize">Elements of an input.</param>
/// <param name="outputSize">Elements of a target.</param>
public sealed class TrainingRows<T>(int inputSize, int outputSize)
    where T : unmanaged
{
    private readonly List<T> _inputs = [];
    private readonly List<T> _targets = [];
    private readonly List<RowContext> _contexts = [];

    /// <summary>Elements of an input.</summary>
    public int InputSize { get; } = inputSize;

    /// <summary>Elements of a target.</summary>
    public int OutputSize { get; } = outputSize;

    /// <summary>Number of rows.</summary>
    public int Count => _contexts.Count;

    /// <summary>Appends a row; a target element that is not known is NaN.</summary>
    public void Add(ReadOnlySpan<T> input, ReadOnlySpan<T> target, in RowContext context = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(input.Length, InputSize, nameof(input));
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, OutputSize, nameof(target));
        _inputs.AddRange(input);
        _targets.AddRange(target);
        _contexts.Add(context);
    }

    /// <summary>Replaces a row's target.</summary>
    public void SetTarget(int row, ReadOnlySpan<T> target)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, OutputSize, nameof(target));
        target.CopyTo(CollectionsMarshal.AsSpan(_targets).Slice(checked(row * OutputSize), OutputSize));
    }

    /// <summary>A row's input.</summary>
    public ReadOnlySpan<T> Input(int row) =>
        CollectionsMarshal.AsSpan(_inputs).Slice(checked(row * InputSize), InputSize);

    /// <summary>A row's target.</summary>
    public ReadOnlySpan<T> Target(int row) =>
        CollectionsMarshal.AsSpan(_targets).Slice(checked(row * OutputSize), OutputSize);

    /// <summary>Whose row it is, when, and how much it counts.</summary>
    public RowContext Context(int row) => _contexts[row];
}
