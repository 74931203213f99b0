using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>What makes y of the hidden units, what is made of it, its loss, and how it learns.</summary>
internal abstract class OutputLayer<T>(int outputSize)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds of the optimiser, a parameter: an estimate.</summary>
    public const double OptimizerStep = 6;

    /// <summary>y of the row that <see cref="Forward"/> saw last.</summary>
    public T[] Values { get; } = new T[outputSize];

    /// <summary>∂L/∂y of the row that <see cref="Judge"/> saw last; NaN where a number has no target.</summary>
    protected T[] Gradient { get; } = new T[outputSize];

    /// <summary>Whether what the layer learns by itself counts for ever, as far as it does not look at labels: behind a fit.</summary>
    public bool ForgetsNothing { get; set; }

    /// <summary>Multiply-adds of learning a row.</summary>
    public abstract double LearningCost { get; }

    /// <summary>The layer that the options ask for.</summary>
    /// <param name="layout">Where its fields go.</param>
    /// <param name="prefix">Begins their names.</param>
    /// <param name="outputSize">Elements of y.</param>
    /// <param name="standardizer">Of numbers.</param>
    /// <param name="features">What readouts by least squares see beside the hidden units; null where there are none.</param>
    /// <param name="options">The options.</param>
    public static OutputLayer<T> Create(
        MachineLayout<T> layout,
        string prefix,
        int outputSize,
        Standardizer<T> standardizer,
        ReadoutFeatures<T>? features,
        RecurrentOptions options) => options.Output switch
        {
            RecurrentOutput.Softmax => new SoftmaxOutput<T>(layout, prefix, outputSize, options),
            RecurrentOutput.Logistic or RecurrentOutput.LogOdds => new LogisticOutput<T>(layout, prefix, outputSize, options),
            _ when features is not null => new LeastSquaresOutput<T>(layout, prefix, outputSize, standardizer, features, options),
            _ => new LinearOutput<T>(layout, prefix, outputSize, standardizer, options),
        };

    /// <summary>Sets what a fresh memory must not have as zeros.</summary>
    public abstract void Draw(LearnerMemory memory, Xoshiro256 random);

    /// <summary>Computes y from h.</summary>
    /// <returns>Whether it is finite.</returns>
    public bool Forward(LearnerMemory memory, ReadOnlySpan<T> h)
    {
        Compute(memory, h);
        return T.IsFinite(TensorPrimitives.MaxMagnitude<T>(Values));
    }

    /// <summary>Makes a prediction of y.</summary>
    public abstract void Write(LearnerMemory memory, Span<T> prediction);

    /// <summary>Judges a target by its loss, and makes the gradient of that by y.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="target">The target; NaN where it is not known.</param>
    /// <param name="loss">Receives the loss; NaN where there is no target.</param>
    public abstract TargetQuality Judge(LearnerMemory memory, ReadOnlySpan<T> target, out double loss);

    /// <summary>Writes a target as an input of the row behind it: in the units of y, or ±1 or so; where it is not known, the prediction instead.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="target">The target; NaN where it is not known.</param>
    /// <param name="told">Receives as many elements as y has.</param>
    public abstract void Tell(LearnerMemory memory, ReadOnlySpan<T> target, Span<T> told);

    /// <summary>Gathers what the layer itself has to learn, or learns it, and gives the gradient by h.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="weight">How much the row counts.</param>
    /// <param name="stateGradient">Receives ∂L/∂h in its first n elements.</param>
    public abstract void Differentiate(LearnerMemory memory, double weight, Span<T> stateGradient);

    /// <summary>Fills <see cref="Values"/>.</summary>
    protected abstract void Compute(LearnerMemory memory, ReadOnlySpan<T> h);
}
