using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>The gradient of a window's forecasts.</summary>
internal sealed class InContextWindow<T>(InContextLayer<T> layer, LearnerMemory memory, int outputSize, int capacity) : IWindowGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TttTape<T> _tape = new(layer, memory, capacity);
    private readonly T[] _outputs = new T[capacity * layer.OutputRow];

    /// <inheritdoc/>
    public double Differentiate(LearnerMemory memory, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        int count = inputs.Length / layer.InputRow, known = WindowTargets.Known(targets, outputSize);
        if (known == 0)
        {
            return double.NaN;
        }

        var outputs = _outputs.AsSpan(0, count * layer.OutputRow);
        _tape.Forward(memory, inputs, outputs);
        double loss = 0;
        for (int t = 0; t < count; t++)
        {
            loss += WindowTargets.Differentiate(outputs.Slice(t * layer.OutputRow, outputSize), targets.Slice(t * outputSize, outputSize), known);
        }

        _tape.Backpropagate(memory, outputs, []);
        return loss / known;
    }
}
