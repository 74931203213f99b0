using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>Probabilities from scores.</summary>
internal static class Softmax
{
    /// <summary>p_c = e^s_c / Σ e^s; a score of −∞ gives 0, and so do all where there is no other.</summary>
    public static void Apply(Span<double> scores)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (double score in scores)
        {
            largest = Math.Max(largest, score);
        }

        if (double.IsNegativeInfinity(largest))
        {
            scores.Clear();
            return;
        }

        TensorPrimitives.Subtract(scores, largest, scores);
        Elementary.Exp<double>(scores, scores);
        foreach (double score in scores)
        {
            sum += score;
        }

        TensorPrimitives.Divide(scores, sum, scores);
    }

    /// <summary>Cross-entropy −ln p of a class among some of the classes; turns logits into its gradient, 0 at the other classes.</summary>
    /// <param name="logits">Logits; receives the gradient.</param>
    /// <param name="label">The class.</param>
    /// <param name="among">Whether a class takes part.</param>
    public static double CrossEntropy(Span<double> logits, int label, ReadOnlySpan<bool> among)
    {
        for (int c = 0; c < logits.Length; c++)
        {
            logits[c] = among[c] ? logits[c] : double.NegativeInfinity;
        }

        Apply(logits);
        double loss = -Elementary.Log(logits[label]);
        logits[label] -= 1;
        return loss;
    }
}
