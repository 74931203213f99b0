using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>y = W_out h + b_out, learnt along the gradient, as the recurrent weights are.</summary>
internal abstract class DenseOutput<T> : OutputLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _hidden;
    private readonly T[] _hiddenGradient;
    private readonly int _units;

    /// <summary>Adds W_out and b_out.</summary>
    protected DenseOutput(MachineLayout<T> layout, string prefix, int outputSize, RecurrentOptions options)
        : base(outputSize)
    {
        int units = _units = options.HiddenUnits;
        Map = new(layout, prefix + "out_W", prefix + "out_b", units, outputSize, options.OutputLearningRateFactor);
        (_hidden, _hiddenGradient) = (new T[Tile.Pad(units)], new T[Tile.Pad(units)]);
    }

    /// <summary>W_out and b_out.</summary>
    public DenseMap<T> Map { get; }

    /// <inheritdoc/>
    public sealed override double LearningCost => (2 + OptimizerStep) * Values.Length * (_units + 1);

    /// <summary>Draws W_out and b_out uniform in ±1/√n.</summary>
    public override void Draw(LearnerMemory memory, Xoshiro256 random)
    {
        double bound = 1 / Math.Sqrt(_units);
        var weight = memory.Parameters.View<T>(Map.Weight);
        var bias = memory.Parameters.View<T>(Map.Bias!.Value);
        for (int p = 0; p < Values.Length; p++)
        {
            bias[p] = Uniform(bound, random);
            foreach (ref T entry in weight.Slice(p * _hidden.Length, _units))
            {
                entry = Uniform(bound, random);
            }
        }
    }

    /// <inheritdoc/>
    public sealed override void Differentiate(LearnerMemory memory, double weight, Span<T> stateGradient)
    {
        Bound(memory);
        TensorPrimitives.Multiply(Gradient, T.CreateTruncating(weight), Gradient);
        _hiddenGradient.AsSpan().Clear();
        Map.Differentiate(memory, _hidden, Gradient, _hiddenGradient);
        _hiddenGradient.AsSpan(0, _units).CopyTo(stateGradient);
    }

    /// <inheritdoc/>
    protected sealed override void Compute(LearnerMemory memory, ReadOnlySpan<T> h)
    {
        h[.._units].CopyTo(_hidden);
        Map.Forward(memory, _hidden, Values);
    }

    /// <summary>Limits what a single row's error can do.</summary>
    protected virtual void Bound(LearnerMemory memory)
    {
    }

    private static T Uniform(double bound, Xoshiro256 random) => T.CreateTruncating(bound * ((2 * random.NextUniform()) - 1));
}
