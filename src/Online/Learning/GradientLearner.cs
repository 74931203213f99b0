using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// A learner that steps along a gradient: differentiate, average, clip, step. A machine supplies the mathematics; what protects it is here, once.
/// </summary>
/// <remarks>
/// Nothing that is not finite is ever written to memory. A row is checked before it touches the state; a gradient is checked, by its norm, before it touches
/// the parameters; and with bounded options a finite norm gives a finite step. A learner that has diverged all the same refuses updates, and after
/// <see cref="UpdateOptions.RollBackAfter"/> refusals in a row it returns to the copy kept last. The loss is ½ Σ (prediction − target)², in standardised units.
/// </remarks>
internal abstract partial class GradientLearner<T> : OnlineLearner<T>, IGradientLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GradientParts<T> _parts;
    private readonly T[] _input;
    private readonly T[] _output;
    private readonly T[] _error;

    /// <summary>Sets up the shared part of a learner.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="outputSize">Elements of a target.</param>
    /// <param name="layout">The machine's fields; those of the gate and of the optimiser are appended.</param>
    /// <param name="options">How to update.</param>
    private protected GradientLearner(int inputSize, int outputSize, MachineLayout<T> layout, UpdateOptions options)
        : this(new(inputSize, outputSize, layout, options))
    {
    }

    private GradientLearner(GradientParts<T> parts)
        : base(
            parts.InputSize,
            parts.OutputSize,
            PredictionLayout.Score(parts.OutputSize),
            parts.Layout.Parameters.Layout,
            parts.Layout.State,
            parts.Layout.Sequence,
            parts.Options.MaximumSequences,
            keepsCopy: true)
    {
        _parts = parts;
        _input = new T[Tile.Pad(parts.InputSize)];
        _output = new T[parts.OutputSize];
        _error = new T[parts.OutputSize];
        parts.Initialize(Memory);
    }

    /// <inheritdoc/>
    public double LearningRate
    {
        get => _parts.Optimizer.LearningRate(Memory);
        set
        {
            Require.InRange(value, 0, UpdateOptions.LargestLearningRate);
            _parts.Optimizer.LearningRate(Memory) = value;
        }
    }

    /// <inheritdoc/>
    public void Standardize(TrainingRows<T> rows)
    {
        _parts.Standardizer.Fit(Memory, rows);
        Memory.Keep();
    }

    /// <summary>Computes the next state and the output, without changing memory.</summary>
    /// <param name="input">The row in standardised units, padded with zeros to whole tiles.</param>
    /// <param name="output">Receives the output in standardised units.</param>
    /// <returns>Whether every number made is finite.</returns>
    private protected abstract bool Forward(ReadOnlySpan<T> input, Span<T> output);

    /// <summary>Makes the state that <see cref="Forward(ReadOnlySpan{T}, Span{T})"/> computed the present one.</summary>
    private protected abstract void Advance(ReadOnlySpan<T> input);

    /// <summary>Like <see cref="Advance(ReadOnlySpan{T})"/>, and adds the row's gradient to <see cref="LearnerMemory.Gradients"/>.</summary>
    /// <param name="input">The row.</param>
    /// <param name="outputGradient">∂L/∂output.</param>
    private protected abstract void AdvanceAndDifferentiate(ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient);

    /// <summary>Brings what is derived from the parameters up to date.</summary>
    private protected abstract void ParametersChanged();
}
