using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// A linear recurrent unit fine-tuned online by exact real-time recurrent learning.
/// <code>
/// λ = exp(−exp(ν_log) + i exp(θ_log))      x_t = λ∘x_{t−1} + γ∘(B u_t)      y_t = Re(C x_t) + D u_t + bias
/// e^λ ← λ∘e^λ + x_{t−1}      e^γ ← λ∘e^γ + B u_t      e^B ← λ∘e^B + γ u_tᵀ      δ = Cᵀ ∂L/∂y
/// </code>
/// </summary>
/// <remarks>
/// <para>A. Orvieto et al., "Resurrecting recurrent neural networks for long sequences", ICML 2023 (the unit); N. Zucchet et al., "Online learning of long-range
/// dependencies", NeurIPS 2023 (the traces). Each state depends on its own λ, γ and row of B only, so the exact gradient of every parameter costs
/// about as much as the step itself: time O(N (M + P)) a row and memory O(N M), however long the history.</para>
/// <para>After an update, state and traces still carry history made with older parameters; they are not corrected.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LruLearner<T> : GradientLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LruFields<T> _fields;
    private readonly T[] _drive;
    private readonly T[] _next;
    private readonly T[] _delta;
    private readonly T[] _noDecay;

    /// <summary>Makes a learner with initial values drawn from the options' seed; C and D start at zero.</summary>
    /// <param name="inputSize">M, elements of an input.</param>
    /// <param name="outputSize">P, elements of a target.</param>
    /// <param name="options">Shape, initial values and learning rule.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is out of its range.</exception>
    public LruLearner(int inputSize, int outputSize, LruOptions options)
        : this(inputSize, outputSize, Checked(inputSize, outputSize, options), new LruFields<T>(inputSize, outputSize, options))
    {
    }

    private LruLearner(int inputSize, int outputSize, LruOptions options, LruFields<T> fields)
        : base(inputSize, outputSize, fields.Parameters, fields.State, options.Update)
    {
        Options = options;
        _fields = fields;
        int states = Tile.Pad(options.StateSize);
        _drive = new T[2 * states];
        _next = new T[2 * states];
        _delta = new T[2 * states];
        _noDecay = new T[2 * states];
        LruInitialization.Draw(Memory.Parameters, fields, inputSize, options);
        ParametersChanged();
        Memory.Keep();
    }

    /// <summary>Shape, initial values and learning rule.</summary>
    public LruOptions Options { get; }

    internal LruFields<T> Fields => _fields;

    /// <summary>δ of the row learnt last.</summary>
    internal ComplexSpan<T> Delta => new(_delta);

    private bool IsTraced => Options.GradientMode != GradientMode.ReadoutOnly;

    /// <inheritdoc/>
    protected override OnlineLearner<T> CreateTwin() => new LruLearner<T>(InputSize, OutputSize, Options);

    /// <inheritdoc/>
    protected override bool Forward(ReadOnlySpan<T> input, Span<T> output)
    {
        var drive = new ComplexSpan<T>(_drive);
        var next = new ComplexSpan<T>(_next);
        ComplexDiagonal.Drive(Parameter(_fields.B), input[..InputSize], drive);
        ComplexDiagonal.Advance(StateComplex(_fields.Lambda), StateComplex(_fields.X), State(_fields.Gamma), drive, next);

        ReadOnlySpan<T> c = Parameter(_fields.C), d = Parameter(_fields.D), bias = Parameter(_fields.Bias);
        int states = next.Re.Length;
        for (int p = 0; p < output.Length; p++)
        {
            var row = c.Slice(p * 2 * states, 2 * states);
            T sum = bias[p] + (Reductions.Dot(row[..states], next.Re) - Reductions.Dot(row[states..], next.Im));
            output[p] = sum + Options.DirectPath switch
            {
                DirectPath.Full => Reductions.Dot(d.Slice(p * input.Length, input.Length), input),
                DirectPath.Diagonal => d[p] * input[p],
                _ => T.Zero,
            };
        }

        return T.IsFinite(TensorPrimitives.MaxMagnitude<T>(_next)) && T.IsFinite(TensorPrimitives.MaxMagnitude<T>(output));
    }

    /// <inheritdoc/>
    protected override void Advance(ReadOnlySpan<T> input)
    {
        if (IsTraced)
        {
            var decay = AdvanceStateTraces();
            ComplexDiagonal.Trace(decay, State(_fields.Gamma), input[..InputSize], State(_fields.TraceB));
        }

        _next.CopyTo(State(_fields.X));
    }

    /// <inheritdoc/>
    protected override void AdvanceAndDifferentiate(ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient)
    {
        DifferentiateReadout(input, outputGradient);
        if (IsTraced)
        {
            var decay = AdvanceStateTraces();
            var delta = new ComplexSpan<T>(_delta);
            var gamma = State(_fields.Gamma);
            ComplexDiagonal.TraceGradient(decay, gamma, input[..InputSize], State(_fields.TraceB), delta, Gradient(_fields.B));
            EigenvalueGradient.Add(
                delta,
                StateComplex(_fields.Lambda),
                StateComplex(_fields.TraceLambda),
                State(_fields.Nu),
                State(_fields.Theta),
                Gradient(_fields.NuLog),
                Gradient(_fields.ThetaLog));
            switch (Options.InputGain)
            {
                case InputGain.Learned:
                    ComplexDiagonal.AddRealProduct(delta, StateComplex(_fields.TraceGamma), gamma, Gradient(_fields.GammaLog));
                    break;
                case InputGain.Derived:
                    ComplexDiagonal.AddRealProduct(
                        delta, StateComplex(_fields.TraceGamma), State(_fields.GammaSlope), Gradient(_fields.NuLog));
                    break;
            }
        }

        _next.CopyTo(State(_fields.X));
    }

    /// <inheritdoc/>
    protected override void ParametersChanged() => RefreshDerived();

    /// <summary>λ and γ from the parameters.</summary>
    internal void RefreshDerived()
    {
        var lambda = StateComplex(_fields.Lambda);
        var nu = State(_fields.Nu);
        var gamma = State(_fields.Gamma);
        DiagonalEigenvalues.Evaluate<T>(Parameter(_fields.NuLog), Parameter(_fields.ThetaLog), nu, State(_fields.Theta), lambda.Re, lambda.Im);
        switch (Options.InputGain)
        {
            case InputGain.Learned:
                Elementary.Exp<T>(Parameter(_fields.GammaLog), gamma);
                break;
            case InputGain.Derived:
                DiagonalGain.Evaluate<T>(nu, gamma, State(_fields.GammaSlope));
                break;
            case InputGain.One:
                gamma.Fill(T.One);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        State(_fields.X).Clear();
        State(_fields.TraceLambda).Clear();
        State(_fields.TraceGamma).Clear();
        State(_fields.TraceB).Clear();
    }

    /// <summary>e^λ and e^γ one step on; the first needs the state of the step before. Returns the decay that e^B takes.</summary>
    private ComplexSpan<T> AdvanceStateTraces()
    {
        var decay = Options.GradientMode == GradientMode.Exact ? StateComplex(_fields.Lambda) : new(_noDecay);
        var traceLambda = StateComplex(_fields.TraceLambda);
        var traceGamma = StateComplex(_fields.TraceGamma);
        ComplexDiagonal.Advance(decay, traceLambda, [], StateComplex(_fields.X), traceLambda);
        ComplexDiagonal.Advance(decay, traceGamma, [], new(_drive), traceGamma);
        return decay;
    }

    /// <summary>Gradients of C, D and bias, and δ for the recurrence.</summary>
    private void DifferentiateReadout(ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient)
    {
        var next = new ComplexSpan<T>(_next);
        var delta = new ComplexSpan<T>(_delta);
        ReadOnlySpan<T> c = Parameter(_fields.C);
        Span<T> cGradient = Gradient(_fields.C), dGradient = Gradient(_fields.D), biasGradient = Gradient(_fields.Bias);
        int states = next.Re.Length;
        _delta.AsSpan().Clear();
        for (int p = 0; p < outputGradient.Length; p++)
        {
            T g = outputGradient[p];
            var row = c.Slice(p * 2 * states, 2 * states);
            AddScaled(row[..states], g, delta.Re);
            AddScaled(row[states..], g, delta.Im);
            var rowGradient = cGradient.Slice(p * 2 * states, 2 * states);
            AddScaled(next.Re, g, rowGradient[..states]);
            AddScaled(next.Im, -g, rowGradient[states..]);
            biasGradient[p] += g;
            switch (Options.DirectPath)
            {
                case DirectPath.Full:
                    AddScaled(input, g, dGradient.Slice(p * input.Length, input.Length));
                    break;
                case DirectPath.Diagonal:
                    dGradient[p] += g * input[p];
                    break;
            }
        }
    }

    private static void AddScaled(ReadOnlySpan<T> values, T factor, Span<T> sum) => TensorPrimitives.FusedMultiplyAdd(values, factor, sum, sum);

    private Span<T> Parameter(in Field field) => Memory.Parameters.View<T>(field);

    private Span<T> Gradient(in Field field) => Memory.Gradients.View<T>(field);

    private Span<T> State(in Field field) => Memory.State.View<T>(field);

    private ComplexSpan<T> StateComplex(in Field field) => new(State(field));

    private static LruOptions Checked(int inputSize, int outputSize, LruOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require.InRange(inputSize, 1, 65536);
        Require.InRange(outputSize, 1, 65536);
        options.Validate();
        return options.DirectPath != DirectPath.Diagonal || inputSize == outputSize
            ? options
            : throw new ArgumentOutOfRangeException(nameof(options), options.DirectPath, $"A diagonal DirectPath takes as many inputs as outputs, not {inputSize} and {outputSize}.");
    }
}
