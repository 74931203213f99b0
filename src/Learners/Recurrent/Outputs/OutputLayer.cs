using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>y = W_out h + b_out, what is made of it, and its loss.</summary>
internal abstract class OutputLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DenseMap<T> _map;
    private readonly T[] _hidden;
    private readonly T[] _hiddenGradient;
    private readonly int _units;

    /// <summary>Adds W_out and b_out.</summary>
    protected OutputLayer(MachineLayout<T> layout, string prefix, int outputSize, RecurrentOptions options)
    {
        int units = _units = options.HiddenUnits;
        _map = new(layout, prefix + "out_W", prefix + "out_b", units, outputSize, options.OutputLearningRateFactor);
        (_hidden, _hiddenGradient) = (new T[Tile.Pad(units)], new T[Tile.Pad(units)]);
        (Values, Gradient) = (new T[outputSize], new T[outputSize]);
    }

    /// <summary>y of the row that <see cref="Forward"/> saw last.</summary>
    public T[] Values { get; }

    /// <summary>∂L/∂y of the row that <see cref="Judge"/> saw last.</summary>
    protected T[] Gradient { get; }

    /// <summary>W_out and b_out.</summary>
    public DenseMap<T> Map => _map;

    /// <summary>The layer that the options ask for.</summary>
    public static OutputLayer<T> Create(
        MachineLayout<T> layout, string prefix, int outputSize, Standardizer<T> standardizer, RecurrentOptions options) => options.Output switch
    {
        RecurrentOutput.Softmax => new SoftmaxOutput<T>(layout, prefix, outputSize, options),
        RecurrentOutput.Logistic => new LogisticOutput<T>(layout, prefix, outputSize, options),
        _ => new LinearOutput<T>(layout, prefix, outputSize, standardizer, options),
    };

    /// <summary>Draws W_out and b_out uniform in ±1/√n.</summary>
    public virtual void Draw(LearnerMemory memory, Xoshiro256 random)
    {
        double bound = 1 / Math.Sqrt(_units);
        var weight = memory.Parameters.View<T>(_map.Weight);
        var bias = memory.Parameters.View<T>(_map.Bias!.Value);
        for (int p = 0; p < Values.Length; p++)
        {
            bias[p] = Uniform(bound, random);
            foreach (ref T entry in weight.Slice(p * _hidden.Length, _units))
            {
                entry = Uniform(bound, random);
            }
        }
    }

    /// <summary>Computes y from h.</summary>
    /// <returns>Whether it is finite.</returns>
    public bool Forward(LearnerMemory memory, ReadOnlySpan<T> h)
    {
        h[.._units].CopyTo(_hidden);
        _map.Forward(memory, _hidden, Values);
        return T.IsFinite(TensorPrimitives.MaxMagnitude<T>(Values));
    }

    /// <summary>Makes a prediction of y.</summary>
    public abstract void Write(LearnerMemory memory, Span<T> prediction);

    /// <summary>Judges a target by its loss, and makes the gradient of that by y.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="target">The target; NaN where it is not known.</param>
    /// <param name="loss">Receives the loss; NaN where there is no target.</param>
    public abstract TargetQuality Judge(LearnerMemory memory, ReadOnlySpan<T> target, out double loss);

    /// <summary>Adds the gradient of W_out and b_out, and gives that by h.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="weight">How much the row counts.</param>
    /// <param name="stateGradient">Receives ∂L/∂h in its first n elements.</param>
    public void Differentiate(LearnerMemory memory, double weight, Span<T> stateGradient)
    {
        Bound(memory);
        TensorPrimitives.Multiply(Gradient, T.CreateTruncating(weight), Gradient);
        _hiddenGradient.AsSpan().Clear();
        _map.Differentiate(memory, _hidden, Gradient, _hiddenGradient);
        _hiddenGradient.AsSpan(0, _units).CopyTo(stateGradient);
    }

    /// <summary>Limits what a single row's error can do.</summary>
    protected virtual void Bound(LearnerMemory memory)
    {
    }

    private static T Uniform(double bound, Xoshiro256 random) => T.CreateTruncating(bound * ((2 * random.NextUniform()) - 1));
}
