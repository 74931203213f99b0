using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// How a task is used and learnt: decisions and gradients at m = 1 without noise, gains from noise, steps by Adam. The row's features are in the network.
/// <code>
/// L = −ln softmax(s (V (g ∘ a_L) + U x + v))[label] + l₁ Σ |u|      ∂L/∂c = ∂L/∂ã ∘ ã      ∂L/∂u = ∂L/∂c ∘ dc/du
/// </code>
/// </summary>
/// <param name="network">The base.</param>
/// <param name="options">Coupling, modulation and routing.</param>
internal sealed class TaskRule<T>(ModulatedNetwork<T> network, ComodulationOptions options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly GainEstimate _estimate = new(network.Shape.Last, options.Gain);
    private readonly double[] _gain = new double[network.Shape.Last];
    private readonly T[] _scratch = new T[Tile.Pad(network.Shape.Modulated)];

    /// <summary>The base.</summary>
    public ModulatedNetwork<T> Network { get; } = network;

    /// <summary>Sets a fresh task: u, g = 1, τ = 1, and the base's readout, or none, to begin with.</summary>
    /// <param name="weights">The base's weights.</param>
    /// <param name="task">The task.</param>
    /// <param name="parameter">u.</param>
    /// <param name="takesReadout">Whether its own readout begins as that of the base.</param>
    public void Begin(FlatBuffer weights, in TaskSpans<T> task, ReadOnlySpan<T> parameter, bool takesReadout)
    {
        parameter[..task.Parameter.Length].CopyTo(task.Parameter);
        task.Gain[..Math.Min(task.Gain.Length, Network.Shape.Last)].Fill(T.One);
        task.Powers = BetaPowers.Start;
        (task.GainMemory, task.Gathered, task.Scale) = (1, 0, T.One);
        if (takesReadout && !task.Weight.IsEmpty)
        {
            Network.ReadoutWeight(weights).CopyTo(task.Weight);
            Network.ReadoutBias(weights).CopyTo(task.Bias);
        }

        Refresh(task);
    }

    /// <summary>Brings what is derived from u up to date.</summary>
    public void Refresh(in TaskSpans<T> task)
    {
        Coupling.Fill(options.Coupling, task.Parameter, task.Coupling);
        Modulation.Fill(options.Modulation, task.Coupling, T.One, T.Zero, task.Factor);
    }

    /// <summary>The logits of the task.</summary>
    public void Forward(FlatBuffer weights, in TaskSpans<T> task, Span<T> logits)
    {
        bool seesBase = task.Direct.IsEmpty || !task.Weight.IsEmpty;
        if (seesBase)
        {
            Network.Above(weights, task.Factor);
            Network.Logits(ReadoutWeight(weights, task), task.Weight.IsEmpty ? Network.ReadoutBias(weights) : task.Bias, task.Gain, logits);
        }
        else
        {
            task.Bias[..logits.Length].CopyTo(logits);
        }

        if (!task.Direct.IsEmpty)
        {
            DenseRows.AddForward(task.Direct, Network.Input, logits);
        }

        TensorPrimitives.Multiply(logits, task.Scale, logits);
    }

    /// <summary>Adds the gradient of the row that <see cref="Forward"/> saw last.</summary>
    /// <param name="weights">The base's weights.</param>
    /// <param name="task">The task.</param>
    /// <param name="gradient">Added to.</param>
    /// <param name="logitGradient">∂L/∂logits; is used up.</param>
    public void Differentiate(FlatBuffer weights, in TaskSpans<T> task, in TaskSpans<T> gradient, Span<T> logitGradient)
    {
        TensorPrimitives.Multiply(logitGradient, task.Scale, logitGradient);
        if (!task.Direct.IsEmpty)
        {
            DenseRows.AddGradient(Network.Input, logitGradient, gradient.Direct, task.Weight.IsEmpty ? gradient.Bias : []);
        }

        if (!task.Weight.IsEmpty)
        {
            DenseRows.AddGradient(Network.Row.Scaled, logitGradient, gradient.Weight, gradient.Bias);
        }

        if (task.Parameter.IsEmpty)
        {
            return;
        }

        Network.Back(weights, ReadoutWeight(weights, task), task.Gain, logitGradient, null);
        TensorPrimitives.Multiply<T>(
            Network.Row.ModulatedGradient, options.Modulation == ModulationKind.Linear ? Network.Features : Network.Row.Modulated, _scratch);
        Coupling.MultiplySlope(options.Coupling, task.Parameter, _scratch);
        TensorPrimitives.Add(gradient.Parameter, _scratch, gradient.Parameter);
    }

    /// <summary>Adds l₁ sign(u) to the gradient of u.</summary>
    public static void AddSparsity(in TaskSpans<T> task, in TaskSpans<T> gradient, double l1)
    {
        if (l1 != 0)
        {
            T weight = T.CreateTruncating(l1);
            for (int i = 0; i < task.Parameter.Length; i++)
            {
                gradient.Parameter[i] += task.Parameter[i] == T.Zero ? T.Zero : T.CopySign(weight, task.Parameter[i]);
            }
        }
    }

    /// <summary>One step of Adam along the gradient times <paramref name="scale"/>.</summary>
    public void Step(in TaskSpans<T> task, in TaskSpans<T> gradient, double rate, double readoutRate, double scale)
    {
        task.Powers.Advance(Beta1, Beta2);
        var step = new AdamStep<T>
        {
            LearningRate = T.CreateTruncating(rate),
            Shrink = T.One,
            GradientScale = T.CreateTruncating(scale),
            Beta1 = T.CreateTruncating(Beta1),
            Beta2 = T.CreateTruncating(Beta2),
            Epsilon = T.CreateTruncating(Epsilon),
            Correction1 = T.CreateTruncating(1 / (1 - task.Powers.First)),
            Correction2 = T.CreateTruncating(1 / (1 - task.Powers.Second)),
        };
        int units = task.Parameter.Length, weights = task.Weight.Length, constants = units + weights + task.Bias.Length;
        step.Apply(gradient.Parameter, task.Parameter, task.First[..units], task.Second[..units]);
        step = step with { LearningRate = T.CreateTruncating(readoutRate) };
        step.Apply(gradient.Weight, task.Weight, task.First.Slice(units, weights), task.Second.Slice(units, weights));
        step.Apply(gradient.Bias, task.Bias, task.First[(units + weights)..constants], task.Second[(units + weights)..constants]);
        step.Apply(gradient.Direct, task.Direct, task.First[constants..], task.Second[constants..]);
        Coupling.Bound(options.Coupling, task.Parameter);
        Refresh(task);
    }

    /// <summary>Begins to measure gains.</summary>
    public void BeginRouting() => _estimate.Begin();

    /// <summary>Measures the row at one modulator.</summary>
    /// <param name="weights">The base's weights.</param>
    /// <param name="coupling">c.</param>
    /// <param name="modulator">m.</param>
    /// <param name="variance">v.</param>
    public void Draw(FlatBuffer weights, ReadOnlySpan<T> coupling, T modulator, T variance)
    {
        Modulation.Fill(options.Modulation, coupling, modulator, variance, _scratch);
        Network.Above(weights, _scratch);
        _estimate.Add<T>(Network.Row.Last, modulator);
    }

    /// <summary>Measures the row's derivative at a modulator without noise.</summary>
    public void Derive(FlatBuffer weights, ReadOnlySpan<T> coupling, T modulator)
    {
        Modulation.Fill(options.Modulation, coupling, modulator, T.Zero, _scratch);
        Network.Above(weights, _scratch);
        TensorPrimitives.Multiply<T>(coupling, options.Modulation == ModulationKind.Linear ? Network.Features : Network.Row.Modulated, _scratch);
        _estimate.AddDerivative(Network.Carry(weights, _scratch));
    }

    /// <summary>The gains measured since <see cref="BeginRouting"/>.</summary>
    public ReadOnlySpan<double> Estimate()
    {
        _estimate.Estimate(_gain);
        return _gain;
    }

    /// <summary>Blends what was measured since <see cref="BeginRouting"/> into the task's gains.</summary>
    public void EndRouting(in TaskSpans<T> task) => GainEstimate.Blend(Estimate(), task.Gain[..Network.Shape.Last], ref task.GainMemory);

    private ReadOnlySpan<T> ReadoutWeight(FlatBuffer weights, in TaskSpans<T> task) => task.Weight.IsEmpty ? Network.ReadoutWeight(weights) : task.Weight;
}
