using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>
/// The recurrence of a linear recurrent unit with its traces.
/// <code>
/// x_t = λ∘x_{t−1} + γ∘(B u_t)      e^λ ← λ∘e^λ + x_{t−1}      e^γ ← λ∘e^γ + B u_t      e^B ← λ∘e^B + γ u_tᵀ
/// </code>
/// </summary>
internal sealed class LruRecurrence<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LruFields<T> _fields;
    private readonly LruOptions _options;
    private readonly int _inputSize;
    private readonly T[] _drive;
    private readonly T[] _next;
    private readonly T[] _noDecay;
    private readonly T[] _standstill;
    private readonly T[] _noInput;

    public LruRecurrence(LruFields<T> fields, int inputSize, LruOptions options)
    {
        (_fields, _inputSize, _options) = (fields, inputSize, options);
        int states = Tile.Pad(options.StateSize);
        (_drive, _next, _noDecay, _standstill) = (new T[2 * states], new T[2 * states], new T[2 * states], new T[2 * states]);
        _standstill.AsSpan(0, states).Fill(T.One);
        _noInput = new T[inputSize];
    }

    /// <summary>x_t as <see cref="Forward"/> computed it: Re x, then Im x.</summary>
    public Span<T> Next => _next;

    /// <summary>Where rows are recorded, for a gradient backwards through time in place of the traces; null for traces.</summary>
    public LruTape<T>? Tape { get; private set; }

    private bool IsTraced => _options.GradientMode != GradientMode.ReadoutOnly;

    /// <summary>From now on records rows; the recurrence of <see cref="GradientMode.ReadoutOnly"/> has nothing to record.</summary>
    public void Record() => Tape = IsTraced ? new(_fields, _inputSize, _options) : null;

    /// <summary>Computes <see cref="Next"/>, without changing memory.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">u, padded with zeros to whole tiles.</param>
    public void Forward(LearnerMemory memory, ReadOnlySpan<T> input)
    {
        var drive = new ComplexSpan<T>(_drive);
        var state = memory.State;
        ComplexDiagonal.Drive(memory.Parameters.View<T>(_fields.B), input[.._inputSize], drive);
        ComplexDiagonal.Advance(Complex(state, _fields.Lambda), Complex(memory.Sequence, _fields.X), state.View<T>(_fields.Gamma), drive, new(_next));
    }

    /// <summary>Makes <see cref="Next"/> the present state, and takes the traces along.</summary>
    public void Advance(LearnerMemory memory, ReadOnlySpan<T> input)
    {
        FlatBuffer state = memory.State, sequence = memory.Sequence;
        if (Tape is not null)
        {
            Tape.Record(memory, input, _next, []);
        }
        else if (IsTraced)
        {
            var decay = AdvanceStateTraces(state, sequence);
            ComplexDiagonal.Trace(decay, state.View<T>(_fields.Gamma), input[.._inputSize], sequence.View<T>(_fields.TraceB));
        }

        _next.CopyTo(sequence.View<T>(_fields.X));
    }

    /// <summary>Like <see cref="Advance"/>, and adds the row's gradient of λ, γ and B to the memory's.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">u, as in <see cref="Forward"/>.</param>
    /// <param name="halves">Re δ, then Im δ, where δ = ∂L/∂Re x − i ∂L/∂Im x.</param>
    public void AdvanceAndDifferentiate(LearnerMemory memory, ReadOnlySpan<T> input, Span<T> halves)
    {
        if (Tape is not null)
        {
            Tape.Record(memory, input, _next, halves);
        }
        else if (IsTraced)
        {
            var decay = AdvanceStateTraces(memory.State, memory.Sequence);
            AddGradient(memory, decay, input[.._inputSize], new(halves));
        }

        _next.CopyTo(memory.Sequence.View<T>(_fields.X));
    }

    /// <summary>Adds the gradient of a loss of the present state, whose traces are there already; nothing advances.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="delta">δ = ∂L/∂Re x − i ∂L/∂Im x.</param>
    public void Differentiate(LearnerMemory memory, ComplexSpan<T> delta)
    {
        if (IsTraced)
        {
            // λ = 1 and no input: a step that leaves the traces where they are.
            AddGradient(memory, new(_standstill), _noInput, delta);
        }
    }

    /// <summary>Adds Re((δ∘γ)ᵀ B), what the input did to the loss through this step's state alone, to <paramref name="inputGradient"/>.</summary>
    public void AddInputGradient(LearnerMemory memory, ComplexSpan<T> delta, Span<T> inputGradient)
    {
        ReadOnlySpan<T> b = memory.Parameters.View<T>(_fields.B), gamma = memory.State.View<T>(_fields.Gamma);

        // A column of a tile of B holds sixteen real parts, then sixteen imaginary ones: Re(w B) is one product with (Re w, −Im w).
        Span<T> weights = stackalloc T[2 * Tile.Lanes];
        for (int n = 0; n < gamma.Length; n += Tile.Lanes)
        {
            var gain = gamma.Slice(n, Tile.Lanes);
            TensorPrimitives.Multiply(delta.Re.Slice(n, Tile.Lanes), gain, weights[..Tile.Lanes]);
            TensorPrimitives.Multiply(delta.Im.Slice(n, Tile.Lanes), gain, weights[Tile.Lanes..]);
            TensorPrimitives.Negate(weights[Tile.Lanes..], weights[Tile.Lanes..]);
            for (int m = 0; m < _inputSize; m++)
            {
                inputGradient[m] += Reductions.Dot(weights, b.Slice(ComplexDiagonal.MatrixIndex(n, m, _inputSize), 2 * Tile.Lanes));
            }
        }
    }

    /// <summary>λ and γ from the parameters.</summary>
    public void Refresh(LearnerMemory memory)
    {
        FlatBuffer parameters = memory.Parameters, state = memory.State;
        var lambda = Complex(state, _fields.Lambda);
        var nu = state.View<T>(_fields.Nu);
        var gamma = state.View<T>(_fields.Gamma);
        DiagonalEigenvalues.Evaluate<T>(
            parameters.View<T>(_fields.NuLog), parameters.View<T>(_fields.ThetaLog), nu, state.View<T>(_fields.Theta), lambda.Re, lambda.Im);
        switch (_options.InputGain)
        {
            case InputGain.Learned:
                Elementary.Exp<T>(parameters.View<T>(_fields.GammaLog), gamma);
                break;
            case InputGain.Derived:
                DiagonalGain.Evaluate<T>(nu, gamma, state.View<T>(_fields.GammaSlope));
                break;
            case InputGain.One:
                gamma.Fill(T.One);
                break;
        }
    }

    /// <summary>e^λ and e^γ one step on; the first needs the state of the step before. Returns the decay that e^B takes.</summary>
    private ComplexSpan<T> AdvanceStateTraces(FlatBuffer state, FlatBuffer sequence)
    {
        var decay = _options.GradientMode == GradientMode.Exact ? Complex(state, _fields.Lambda) : new(_noDecay);
        var traceLambda = Complex(sequence, _fields.TraceLambda);
        var traceGamma = Complex(sequence, _fields.TraceGamma);
        ComplexDiagonal.Advance(decay, traceLambda, [], Complex(sequence, _fields.X), traceLambda);
        ComplexDiagonal.Advance(decay, traceGamma, [], new(_drive), traceGamma);
        return decay;
    }

    /// <summary>Takes e^B a step on, and adds the gradient of λ, γ and B.</summary>
    private void AddGradient(LearnerMemory memory, ComplexSpan<T> decay, ReadOnlySpan<T> input, ComplexSpan<T> delta)
    {
        FlatBuffer state = memory.State, sequence = memory.Sequence, gradients = memory.Gradients;
        var gamma = state.View<T>(_fields.Gamma);
        ComplexDiagonal.TraceGradient(decay, gamma, input, sequence.View<T>(_fields.TraceB), delta, gradients.View<T>(_fields.B));
        EigenvalueGradient.Add(
            delta,
            Complex(state, _fields.Lambda),
            Complex(sequence, _fields.TraceLambda),
            state.View<T>(_fields.Nu),
            state.View<T>(_fields.Theta),
            gradients.View<T>(_fields.NuLog),
            gradients.View<T>(_fields.ThetaLog));
        var traceGamma = Complex(sequence, _fields.TraceGamma);
        switch (_options.InputGain)
        {
            case InputGain.Learned:
                ComplexDiagonal.AddRealProduct(delta, traceGamma, gamma, gradients.View<T>(_fields.GammaLog));
                break;
            case InputGain.Derived:
                ComplexDiagonal.AddRealProduct(delta, traceGamma, state.View<T>(_fields.GammaSlope), gradients.View<T>(_fields.NuLog));
                break;
        }
    }

    private static ComplexSpan<T> Complex(FlatBuffer buffer, in Field field) => new(buffer.View<T>(field));
}
