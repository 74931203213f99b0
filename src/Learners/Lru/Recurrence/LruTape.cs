using System.Numerics;
using System.Runtime.InteropServices;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>
/// Rows recorded for backpropagation through time. The unit is linear in its state, so that its adjoint is one reverse recurrence; what B and λ did is summed
/// along it.
/// <code>
/// a_t = λ∘a_{t+1} + δ_t      ∂L/∂λ = Σ_t a_t∘x_{t−1}      ∂L/∂B = γ∘Σ_t a_t u_tᵀ      ∂L/∂γ = Re Σ_t a_t∘(B u_t)
/// </code>
/// Rows go backwards one after the other: on few cores that is less work than a parallel scan. Memory O(N + M) a row.
/// </summary>
internal sealed class LruTape<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LruFields<T> _fields;
    private readonly LruOptions _options;
    private readonly int _inputSize;
    private readonly Dictionary<FlatBuffer, Strip> _strips = [];
    private readonly T[] _sum;
    private readonly T[] _one;
    private readonly T[] _gain;

    public LruTape(LruFields<T> fields, int inputSize, LruOptions options)
    {
        (_fields, _inputSize, _options) = (fields, inputSize, options);
        int states = Tile.Pad(options.StateSize);
        (_sum, _one, _gain) = (new T[2 * states], new T[2 * states], new T[states]);
        _one.AsSpan(0, states).Fill(T.One);
    }

    /// <summary>Records a row of the sequence in <see cref="LearnerMemory.Sequence"/>, whose state is still that of the row before.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">u.</param>
    /// <param name="next">x_t: Re x, then Im x.</param>
    /// <param name="delta">δ_t laid out likewise; empty where nothing is learnt from the row.</param>
    public void Record(LearnerMemory memory, ReadOnlySpan<T> input, ReadOnlySpan<T> next, ReadOnlySpan<T> delta)
    {
        var previous = memory.Sequence.View<T>(_fields.X);
        ref var strip = ref CollectionsMarshal.GetValueRefOrAddDefault(_strips, memory.Sequence, out _);
        strip ??= new(next.Length);
        if (!strip.Last.AsSpan().SequenceEqual(previous))
        {
            // The sequence began anew since its last row.
            Backpropagate(memory, strip);
        }

        strip.Previous.AddRange(previous);
        strip.Inputs.AddRange(input[.._inputSize]);
        CollectionsMarshal.SetCount(strip.Delta, strip.Delta.Count + next.Length);
        var target = CollectionsMarshal.AsSpan(strip.Delta)[^next.Length..];
        target.Clear();
        delta.CopyTo(target);
        next.CopyTo(strip.Last);
    }

    /// <summary>Adds the gradient of λ, γ and B through all recorded rows to the memory's, and forgets them.</summary>
    public void Backpropagate(LearnerMemory memory)
    {
        foreach (var strip in _strips.Values)
        {
            Backpropagate(memory, strip);
        }
    }

    private void Backpropagate(LearnerMemory memory, Strip strip)
    {
        FlatBuffer state = memory.State, gradients = memory.Gradients;
        var gamma = state.View<T>(_fields.Gamma);
        var lambda = new ComplexSpan<T>(state.View<T>(_fields.Lambda));
        var delta = CollectionsMarshal.AsSpan(strip.Delta);
        _sum.AsSpan().Clear();
        _gain.AsSpan().Clear();
        ComplexDiagonal.Adjoint(lambda, CollectionsMarshal.AsSpan(strip.Previous), delta, new(_sum));
        ComplexDiagonal.DriveGradient<T>(
            memory.Parameters.View<T>(_fields.B), gamma, delta, CollectionsMarshal.AsSpan(strip.Inputs), gradients.View<T>(_fields.B), _gain);
        EigenvalueGradient.Add(
            new(_sum),
            lambda,
            new(_one),
            state.View<T>(_fields.Nu),
            state.View<T>(_fields.Theta),
            gradients.View<T>(_fields.NuLog),
            gradients.View<T>(_fields.ThetaLog));
        switch (_options.InputGain)
        {
            case InputGain.Learned:
                SpanSums.AddProduct(_gain, gamma, gradients.View<T>(_fields.GammaLog));
                break;
            case InputGain.Derived:
                SpanSums.AddProduct(_gain, state.View<T>(_fields.GammaSlope), gradients.View<T>(_fields.NuLog));
                break;
        }

        strip.Clear();
    }

    /// <summary>The rows of one sequence, in order.</summary>
    private sealed class Strip(int stateLength)
    {
        /// <summary>x_{t−1}.</summary>
        public List<T> Previous { get; } = [];

        /// <summary>δ_t.</summary>
        public List<T> Delta { get; } = [];

        /// <summary>u_t.</summary>
        public List<T> Inputs { get; } = [];

        /// <summary>x_t of the last row.</summary>
        public T[] Last { get; } = new T[stateLength];

        public void Clear()
        {
            Previous.Clear();
            Delta.Clear();
            Inputs.Clear();
        }
    }
}
