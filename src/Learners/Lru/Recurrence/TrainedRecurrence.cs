using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>
/// A linear recurrent unit whose states are features of other parts' readouts. Their errors train it by exact real-time recurrent learning; it has no readout
/// of its own.
/// <code>
/// ∂L/∂Re x = −Σ_j e_j w_j^Re      ∂L/∂Im x = −Σ_j e_j w_j^Im      δ = ∂L/∂Re x − i ∂L/∂Im x
/// </code>
/// </summary>
internal sealed class TrainedRecurrence
{
    private readonly LruOptions _options;
    private readonly int _inputSize;
    private readonly LruFields<double> _fields;
    private readonly LruRecurrence<double> _recurrence;
    private readonly Optimizer<double> _optimizer;
    private readonly double[] _delta;

    /// <summary>Adds the unit's and its optimiser's fields to <paramref name="layout"/>.</summary>
    public TrainedRecurrence(MachineLayout<double> layout, int inputSize, LruOptions options)
    {
        _options = options with { DirectPath = DirectPath.None };
        _inputSize = inputSize;
        _fields = new(layout, "lru.", inputSize, outputSize: 0, hasBias: false, _options);
        _recurrence = new(_fields, inputSize, _options);
        _optimizer = new(options.Update, layout.Parameters, layout.State);
        _delta = new double[2 * Tile.Pad(options.StateSize)];
    }

    /// <summary>Number of features that the states make: real parts, then imaginary parts.</summary>
    public int Count => 2 * _options.StateSize;

    private ComplexSpan<double> Next => new(_recurrence.Next);

    /// <summary>Draws the initial values.</summary>
    public void Initialize(LearnerMemory memory)
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], _options.Seed);
        LruInitialization.DrawRecurrence(memory.Parameters, _fields, _inputSize, _options, random);
        _optimizer.Initialize(memory);
        _recurrence.Refresh(memory);
    }

    /// <summary>Computes the next state, without changing memory.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">u, padded with zeros to whole tiles.</param>
    /// <param name="features">Receives the state, <see cref="Count"/> elements.</param>
    public void Forward(LearnerMemory memory, ReadOnlySpan<double> input, Span<double> features)
    {
        _recurrence.Forward(memory, input);
        Next.Re[.._options.StateSize].CopyTo(features);
        Next.Im[.._options.StateSize].CopyTo(features[_options.StateSize..]);
    }

    /// <summary>Makes the state that <see cref="Forward"/> computed the present one.</summary>
    public void Advance(LearnerMemory memory, ReadOnlySpan<double> input) => _recurrence.Advance(memory, input);

    /// <summary>Adds a readout's error on a state that is to be differentiated.</summary>
    /// <param name="weights">The readout's weights of <see cref="Count"/> features.</param>
    /// <param name="error">Target minus output; one that is not finite says nothing.</param>
    public void AddError(ReadOnlySpan<double> weights, double error)
    {
        if (!double.IsFinite(error))
        {
            return;
        }

        var delta = new ComplexSpan<double>(_delta);
        int states = _options.StateSize;
        SpanSums.AddScaled(weights[..states], -error, delta.Re[..states]);
        SpanSums.AddScaled(weights.Slice(states, states), error, delta.Im[..states]);
    }

    /// <summary>Like <see cref="Advance"/>, and takes a step along the gradient of the errors added; a gradient that is not finite is dropped.</summary>
    /// <returns>The gradient's norm.</returns>
    public double AdvanceAndLearn(LearnerMemory memory, ReadOnlySpan<double> input)
    {
        _recurrence.AdvanceAndDifferentiate(memory, input, _delta);
        return Step(memory);
    }

    /// <summary>Like <see cref="AdvanceAndLearn"/>, where the errors added are on the present state, before it advances.</summary>
    public double LearnAndAdvance(LearnerMemory memory, ReadOnlySpan<double> input)
    {
        _recurrence.Differentiate(memory, new(_delta));
        _recurrence.Advance(memory, input);
        return Step(memory);
    }

    private double Step(LearnerMemory memory)
    {
        _delta.AsSpan().Clear();
        var gradient = memory.Gradients.All<double>();
        var scale = GradientScale.Of(Reductions.Norm<double>(gradient), 1, _options.Update.ClipNorm);
        if (scale.IsFinite)
        {
            _optimizer.Step(memory, scale.Factor);
            _recurrence.Refresh(memory);
        }

        gradient.Clear();
        return scale.Norm;
    }
}
