using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// The mean of what experts say, weighed by the probability that each gave the classes that came, with a share for all at every row so that whichever is best
/// now can take over.
/// <code>
/// P(c) = Σ w_k p_k(c)      w_k ← (1 − α) w_k p_k(y) / P(y) + α / K
/// </code>
/// </summary>
/// <remarks>M. Herbster and M. Warmuth, "Tracking the best expert", Machine Learning 32, 1998: the log-loss on any stretch of n rows is at most that of its
/// best expert and ln(K/α) − n ln(1 − α) more.</remarks>
internal sealed class ShareMixture
{
    private const double Switching = 0.002;

    /// <summary>Weight of the first expert before the first row; the others share the rest.</summary>
    private const double First = 0.5;

    private readonly Field _weights;

    /// <summary>Adds the fields.</summary>
    public ShareMixture(string name, int experts, StreamShape shape) => _weights = shape.State.Add<double>(name + ".weights", experts);

    /// <summary>w, which sums to 1.</summary>
    public Span<double> Weights(LearnerMemory memory) => memory.State.View<double>(_weights);

    /// <summary>Begins with half of the weight on the first expert.</summary>
    public void Begin(LearnerMemory memory)
    {
        var weights = Weights(memory);
        weights.Fill((1 - First) / (weights.Length - 1));
        weights[0] = First;
    }

    /// <summary>P; the experts' probabilities are [experts, classes]. Writes no memory.</summary>
    public void Predict(LearnerMemory memory, ReadOnlySpan<double> experts, Span<double> probabilities)
    {
        probabilities.Clear();
        var weights = Weights(memory);
        for (int k = 0; k < weights.Length; k++)
        {
            for (int c = 0; c < probabilities.Length; c++)
            {
                probabilities[c] += weights[k] * experts[(k * probabilities.Length) + c];
            }
        }
    }

    /// <summary>Learns which experts were right; a weight of the row below 1 makes it say less.</summary>
    public void Learn(LearnerMemory memory, ReadOnlySpan<double> experts, int classes, int label, double weight)
    {
        var weights = Weights(memory);
        double power = Math.Min(weight, 1), total = 0;
        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] *= Elementary.Exp(power * Elementary.Log(experts[(k * classes) + label]));
            total += weights[k];
        }

        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] = ((1 - Switching) * weights[k] / total) + (Switching / weights.Length);
        }
    }
}
