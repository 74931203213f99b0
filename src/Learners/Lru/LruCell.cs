using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// One linear recurrent unit with its traces, as a part of a machine: M inputs, N complex states, P outputs.
/// <code>
/// x_t = λ∘x_{t−1} + γ∘(B u_t)      y_t = Re(C x_t) + D u_t + bias
/// e^λ ← λ∘e^λ + x_{t−1}      e^γ ← λ∘e^γ + B u_t      e^B ← λ∘e^B + γ u_tᵀ      δ = Cᵀ ∂L/∂y
/// </code>
/// </summary>
/// <remarks><see cref="Forward"/> comes first; what it computed is what <see cref="Advance"/> and <see cref="AdvanceAndDifferentiate"/> go on from.</remarks>
internal sealed class LruCell<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LruOptions _options;
    private readonly int _inputSize;
    private readonly T[] _drive;
    private readonly T[] _next;
    private readonly T[] _delta;
    private readonly T[] _noDecay;

    /// <summary>Adds the unit's fields to <paramref name="layout"/>.</summary>
    public LruCell(MachineLayout<T> layout, string prefix, int inputSize, int outputSize, bool hasBias, LruOptions options)
    {
        Layout = layout;
        Fields = new(layout, prefix, inputSize, outputSize, hasBias, options);
        _options = options;
        _inputSize = inputSize;
        int states = Tile.Pad(options.StateSize);
        _drive = new T[2 * states];
        _next = new T[2 * states];
        _delta = new T[2 * states];
        _noDecay = new T[2 * states];
    }

    /// <summary>The layouts that the unit's fields are in.</summary>
    public MachineLayout<T> Layout { get; }

    /// <summary>Where everything lies.</summary>
    public LruFields<T> Fields { get; }

    /// <summary>δ of the row differentiated last.</summary>
    public ComplexSpan<T> Delta => new(_delta);

    private bool IsTraced => _options.GradientMode != GradientMode.ReadoutOnly;

    /// <summary>Computes the next state and the output, without changing memory.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">u, padded with zeros to whole tiles.</param>
    /// <param name="output">Receives y, P elements.</param>
    /// <returns>Whether every number made is finite.</returns>
    public bool Forward(LearnerMemory memory, ReadOnlySpan<T> input, Span<T> output)
    {
        var drive = new ComplexSpan<T>(_drive);
        var next = new ComplexSpan<T>(_next);
        FlatBuffer parameters = memory.Parameters, state = memory.State, sequence = memory.Sequence;
        ComplexDiagonal.Drive(parameters.View<T>(Fields.B), input[.._inputSize], drive);
        ComplexDiagonal.Advance(Complex(state, Fields.Lambda), Complex(sequence, Fields.X), state.View<T>(Fields.Gamma), drive, next);

        ReadOnlySpan<T> c = parameters.View<T>(Fields.C), d = parameters.View<T>(Fields.D), bias = parameters.View<T>(Fields.Bias);
        int states = next.Re.Length;
        for (int p = 0; p < output.Length; p++)
        {
            var row = c.Slice(p * 2 * states, 2 * states);
            T sum = Reductions.Dot(row[..states], next.Re) - Reductions.Dot(row[states..], next.Im);
            sum = bias.IsEmpty ? sum : bias[p] + sum;
            output[p] = sum + _options.DirectPath switch
            {
                DirectPath.Full => Reductions.Dot(d.Slice(p * input.Length, input.Length), input),
                DirectPath.Diagonal => d[p] * input[p],
                _ => T.Zero,
            };
        }

        return T.IsFinite(TensorPrimitives.MaxMagnitude<T>(_next)) && T.IsFinite(TensorPrimitives.MaxMagnitude<T>(output));
    }

    /// <summary>Makes the state that <see cref="Forward"/> computed the present one, and takes the traces along.</summary>
    public void Advance(LearnerMemory memory, ReadOnlySpan<T> input)
    {
        FlatBuffer state = memory.State, sequence = memory.Sequence;
        if (IsTraced)
        {
            var decay = AdvanceStateTraces(state, sequence);
            ComplexDiagonal.Trace(decay, state.View<T>(Fields.Gamma), input[.._inputSize], sequence.View<T>(Fields.TraceB));
        }

        _next.CopyTo(sequence.View<T>(Fields.X));
    }

    /// <summary>Like <see cref="Advance"/>, and adds the row's gradient to the memory's.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">u, as in <see cref="Forward"/>.</param>
    /// <param name="outputGradient">∂L/∂y, P elements.</param>
    /// <param name="inputGradient">
    /// Receives ∂L/∂u through this step alone, Dᵀ ∂L/∂y + Re((δ∘γ)ᵀ B), padded like <paramref name="input"/>; empty where nobody asks.
    /// </param>
    public void AdvanceAndDifferentiate(LearnerMemory memory, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        DifferentiateReadout(memory, input, outputGradient);
        if (!inputGradient.IsEmpty)
        {
            DifferentiateInput(memory, outputGradient, inputGradient);
        }

        FlatBuffer state = memory.State, sequence = memory.Sequence;
        if (IsTraced)
        {
            var gradients = memory.Gradients;
            var decay = AdvanceStateTraces(state, sequence);
            var gamma = state.View<T>(Fields.Gamma);
            ComplexDiagonal.TraceGradient(decay, gamma, input[.._inputSize], sequence.View<T>(Fields.TraceB), Delta, gradients.View<T>(Fields.B));
            EigenvalueGradient.Add(
                Delta,
                Complex(state, Fields.Lambda),
                Complex(sequence, Fields.TraceLambda),
                state.View<T>(Fields.Nu),
                state.View<T>(Fields.Theta),
                gradients.View<T>(Fields.NuLog),
                gradients.View<T>(Fields.ThetaLog));
            var traceGamma = Complex(sequence, Fields.TraceGamma);
            switch (_options.InputGain)
            {
                case InputGain.Learned:
                    ComplexDiagonal.AddRealProduct(Delta, traceGamma, gamma, gradients.View<T>(Fields.GammaLog));
                    break;
                case InputGain.Derived:
                    ComplexDiagonal.AddRealProduct(Delta, traceGamma, state.View<T>(Fields.GammaSlope), gradients.View<T>(Fields.NuLog));
                    break;
            }
        }

        _next.CopyTo(sequence.View<T>(Fields.X));
    }

    /// <summary>λ and γ from the parameters.</summary>
    public void Refresh(LearnerMemory memory)
    {
        FlatBuffer parameters = memory.Parameters, state = memory.State;
        var lambda = Complex(state, Fields.Lambda);
        var nu = state.View<T>(Fields.Nu);
        var gamma = state.View<T>(Fields.Gamma);
        DiagonalEigenvalues.Evaluate<T>(
            parameters.View<T>(Fields.NuLog), parameters.View<T>(Fields.ThetaLog), nu, state.View<T>(Fields.Theta), lambda.Re, lambda.Im);
        switch (_options.InputGain)
        {
            case InputGain.Learned:
                Elementary.Exp<T>(parameters.View<T>(Fields.GammaLog), gamma);
                break;
            case InputGain.Derived:
                DiagonalGain.Evaluate<T>(nu, gamma, state.View<T>(Fields.GammaSlope));
                break;
            case InputGain.One:
                gamma.Fill(T.One);
                break;
        }
    }

    /// <summary>e^λ and e^γ one step on; the first needs the state of the step before. Returns the decay that e^B takes.</summary>
    private ComplexSpan<T> AdvanceStateTraces(FlatBuffer state, FlatBuffer sequence)
    {
        var decay = _options.GradientMode == GradientMode.Exact ? Complex(state, Fields.Lambda) : new(_noDecay);
        var traceLambda = Complex(sequence, Fields.TraceLambda);
        var traceGamma = Complex(sequence, Fields.TraceGamma);
        ComplexDiagonal.Advance(decay, traceLambda, [], Complex(sequence, Fields.X), traceLambda);
        ComplexDiagonal.Advance(decay, traceGamma, [], new(_drive), traceGamma);
        return decay;
    }

    /// <summary>Gradients of C, D and bias, and δ for the recurrence.</summary>
    private void DifferentiateReadout(LearnerMemory memory, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient)
    {
        var next = new ComplexSpan<T>(_next);
        var delta = Delta;
        var gradients = memory.Gradients;
        ReadOnlySpan<T> c = memory.Parameters.View<T>(Fields.C);
        Span<T> cGradient = gradients.View<T>(Fields.C), dGradient = gradients.View<T>(Fields.D), biasGradient = gradients.View<T>(Fields.Bias);
        int states = next.Re.Length;
        _delta.AsSpan().Clear();
        for (int p = 0; p < outputGradient.Length; p++)
        {
            T g = outputGradient[p];
            var row = c.Slice(p * 2 * states, 2 * states);
            SpanSums.AddScaled(row[..states], g, delta.Re);
            SpanSums.AddScaled(row[states..], g, delta.Im);
            var rowGradient = cGradient.Slice(p * 2 * states, 2 * states);
            SpanSums.AddScaled(next.Re, g, rowGradient[..states]);
            SpanSums.AddScaled(next.Im, -g, rowGradient[states..]);
            if (!biasGradient.IsEmpty)
            {
                biasGradient[p] += g;
            }

            switch (_options.DirectPath)
            {
                case DirectPath.Full:
                    SpanSums.AddScaled(input, g, dGradient.Slice(p * input.Length, input.Length));
                    break;
                case DirectPath.Diagonal:
                    dGradient[p] += g * input[p];
                    break;
            }
        }
    }

    /// <summary>∂L/∂u from ∂L/∂y and δ.</summary>
    private void DifferentiateInput(LearnerMemory memory, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        inputGradient.Clear();
        ReadOnlySpan<T> b = memory.Parameters.View<T>(Fields.B), d = memory.Parameters.View<T>(Fields.D), gamma = memory.State.View<T>(Fields.Gamma);
        switch (_options.DirectPath)
        {
            case DirectPath.Full:
                for (int p = 0; p < outputGradient.Length; p++)
                {
                    SpanSums.AddScaled(d.Slice(p * inputGradient.Length, inputGradient.Length), outputGradient[p], inputGradient);
                }

                break;
            case DirectPath.Diagonal:
                SpanSums.AddProduct(d[..outputGradient.Length], outputGradient, inputGradient[..outputGradient.Length]);
                break;
        }

        // A column of a tile of B holds sixteen real parts, then sixteen imaginary ones: Re(w B) is one product with (Re w, −Im w).
        Span<T> weights = stackalloc T[2 * Tile.Lanes];
        for (int n = 0; n < gamma.Length; n += Tile.Lanes)
        {
            var gain = gamma.Slice(n, Tile.Lanes);
            TensorPrimitives.Multiply(Delta.Re.Slice(n, Tile.Lanes), gain, weights[..Tile.Lanes]);
            TensorPrimitives.Multiply(Delta.Im.Slice(n, Tile.Lanes), gain, weights[Tile.Lanes..]);
            TensorPrimitives.Negate(weights[Tile.Lanes..], weights[Tile.Lanes..]);
            for (int m = 0; m < _inputSize; m++)
            {
                inputGradient[m] += Reductions.Dot(weights, b.Slice(ComplexDiagonal.MatrixIndex(n, m, _inputSize), 2 * Tile.Lanes));
            }
        }
    }

    private static ComplexSpan<T> Complex(FlatBuffer buffer, in Field field) => new(buffer.View<T>(field));
}
