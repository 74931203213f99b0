using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// The loss ½ ‖y − target‖² of a network over a window of rows from a sequence's beginning, and its exact gradient, through all inner updates.
/// </summary>
internal sealed class TttWindow<T> : IWindowGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TttNetwork<T> _network;
    private readonly TttTape<T> _tape;
    private readonly int _inputRow;
    private readonly int _row;
    private readonly T[] _encoded;
    private readonly T[] _features;
    private readonly T[] _featureGradient;
    private readonly T[] _encodedGradient;
    private readonly T[] _error;

    /// <summary>Makes room for <paramref name="capacity"/> rows.</summary>
    public TttWindow(TttNetwork<T> network, LearnerMemory memory, int inputSize, int capacity)
    {
        (_network, _inputRow, _row) = (network, Tile.Pad(inputSize), network.Layer.RowLength);
        _tape = new(network.Layer, memory, capacity);
        T[] Rows() => new T[capacity * _row];
        (_encoded, _features, _featureGradient, _encodedGradient) = (Rows(), Rows(), Rows(), Rows());
        _error = new T[network.OutputSize];
    }

    /// <inheritdoc/>
    public double Differentiate(LearnerMemory memory, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        int count = inputs.Length / _inputRow, length = count * _row, known = WindowTargets.Known(targets, _error.Length);
        for (int t = 0; t < count; t++)
        {
            _network.Encoder.Forward(memory, inputs.Slice(t * _inputRow, _inputRow), _encoded.AsSpan(t * _row, _row));
        }

        Span<T> features = _features.AsSpan(0, length), gradient = _featureGradient.AsSpan(0, length), encodedGradient = _encodedGradient.AsSpan(0, length);
        _tape.Forward(memory, _encoded.AsSpan(0, length), features);
        TensorPrimitives.Add<T>(features, _encoded.AsSpan(0, length), features);
        gradient.Clear();
        double loss = 0;
        for (int t = 0; t < count; t++)
        {
            var target = targets.Slice(t * _error.Length, _error.Length);
            if (WindowTargets.IsKnown(target))
            {
                loss += DifferentiateOutput(memory, target, t, known);
            }
        }

        _tape.Backpropagate(memory, gradient, encodedGradient);
        TensorPrimitives.Add<T>(encodedGradient, gradient, encodedGradient);
        for (int t = 0; t < count; t++)
        {
            _network.Encoder.Differentiate(memory, inputs.Slice(t * _inputRow, _inputRow), encodedGradient.Slice(t * _row, _row), []);
        }

        return loss / known;
    }

    private double DifferentiateOutput(LearnerMemory memory, ReadOnlySpan<T> target, int t, int known)
    {
        var features = _features.AsSpan(t * _row, _row);
        _network.Decoder.Forward(memory, features, _error);
        double loss = WindowTargets.Differentiate(_error, target, known);
        _network.Decoder.Differentiate(memory, features, _error, _featureGradient.AsSpan(t * _row, _row));
        return loss;
    }
}
