using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>Weight and mean of the rows of each class: n ← n + ω, μ ← μ + ω (x − μ) / n.</summary>
internal sealed class ClassMeans
{
    private readonly Field _counts;
    private readonly Field _means;
    private readonly int _length;

    /// <summary>Adds the fields to the state.</summary>
    /// <param name="layout">The learner's fields.</param>
    /// <param name="length">Elements of a mean, in whole tiles.</param>
    public ClassMeans(ContinualLayout layout, int length)
    {
        _length = length;
        _counts = layout.State.Add<double>("classes.counts", layout.Shape.ClassRoom);
        _means = layout.AddMoments("classes.means", length, isForLearning: false);
        layout.State.RequireWeights(_counts);
        layout.State.Require(_means, -ScatterRule.Farthest, ScatterRule.Farthest);
    }

    /// <summary>n of each class.</summary>
    public Span<double> Counts(LearnerMemory memory) => memory.State.View<double>(_counts);

    /// <summary>Σ n.</summary>
    public double Total(LearnerMemory memory)
    {
        double total = 0;
        foreach (double count in Counts(memory))
        {
            total += count;
        }

        return total;
    }

    /// <summary>μ of a class, padded; zeros where it has no row.</summary>
    public Span<double> Mean(LearnerMemory memory, int label) => memory.State.View<double>(_means).Slice(label * _length, _length);

    /// <summary>Brings the means of classes that have rows to other units of the inputs: x ← factor · x + shift.</summary>
    public void Rescale(LearnerMemory memory, ReadOnlySpan<double> factor, ReadOnlySpan<double> shift)
    {
        var counts = Counts(memory);
        for (int c = 0; c < counts.Length; c++)
        {
            if (counts[c] > 0)
            {
                var mean = Mean(memory, c)[..factor.Length];
                TensorPrimitives.FusedMultiplyAdd(mean, factor, shift, mean);
            }
        }
    }

    /// <summary>Takes a row in.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">x, padded.</param>
    /// <param name="label">Its class.</param>
    /// <param name="weight">ω.</param>
    /// <param name="deviation">Receives x − μ with the μ before.</param>
    /// <returns>What (x − μ)(x − μ)ᵀ counts in the scatter of the class: ω n / (n + ω), with the n before (Welford).</returns>
    public double Add(LearnerMemory memory, ReadOnlySpan<double> input, int label, double weight, Span<double> deviation)
    {
        ref double count = ref Counts(memory)[label];
        var mean = Mean(memory, label);
        TensorPrimitives.Subtract(input, mean, deviation);
        double factor = weight * count / (count + weight);
        count += weight;
        TensorPrimitives.FusedMultiplyAdd(deviation, weight / count, mean, mean);
        return factor;
    }
}
