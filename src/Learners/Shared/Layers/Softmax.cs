using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>
/// The softmax of logits, p_k = e^l_k / Σ e^l, and the cross-entropy −ln p of a label. A logit of −∞ takes its class out: p = 0, and nothing else is changed by
/// it. Worked out in double whatever the type, shifted by the largest logit, with sums in the order of the classes; nothing is allocated.
/// </summary>
internal static class Softmax
{
    /// <summary>Probabilities.</summary>
    /// <param name="logits">One a class.</param>
    /// <param name="probabilities">Receives as many, of sum 1: all 0 where all logits are −∞, all NaN where one is NaN or +∞; may be
    /// <paramref name="logits"/>.</param>
    public static void Apply<T>(ReadOnlySpan<T> logits, Span<T> probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (largest, sum) = Sum(logits);
        for (int k = 0; k < logits.Length; k++)
        {
            probabilities[k] = sum == 0 ? T.Zero : T.CreateTruncating(Elementary.Exp(double.CreateTruncating(logits[k]) - largest) / sum);
        }
    }

    /// <summary>−ln p of the label: 0 or more, +∞ where the label's logit alone is −∞, NaN where all are or where one is NaN or +∞.</summary>
    public static double Loss<T>(ReadOnlySpan<T> logits, int label)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (largest, sum) = Sum(logits);
        return Elementary.Log(sum) + (largest - double.CreateTruncating(logits[label]));
    }

    /// <summary>∂L/∂logits = (p − 1[k = label]) · weight.</summary>
    /// <param name="logits">One a class, that of the label finite.</param>
    /// <param name="label">The class, from 0.</param>
    /// <param name="weight">How much the row counts.</param>
    /// <param name="gradient">Receives as many; may be <paramref name="logits"/>.</param>
    /// <returns>The loss, as <see cref="Loss{T}"/>: not weighted.</returns>
    public static double Gradient<T>(ReadOnlySpan<T> logits, int label, double weight, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (largest, sum) = Sum(logits);
        double loss = Elementary.Log(sum) + (largest - double.CreateTruncating(logits[label]));
        for (int k = 0; k < logits.Length; k++)
        {
            double probability = Elementary.Exp(double.CreateTruncating(logits[k]) - largest) / sum;
            gradient[k] = T.CreateTruncating((probability - (k == label ? 1 : 0)) * weight);
        }

        return loss;
    }

    /// <summary>The same among some of the classes, in place: 0 at the others.</summary>
    /// <param name="logits">Logits; receives the gradient.</param>
    /// <param name="label">The class, one of those that take part.</param>
    /// <param name="among">Whether a class takes part.</param>
    /// <param name="weight">How much the row counts.</param>
    /// <returns>The loss, not weighted.</returns>
    public static double Gradient<T>(Span<T> logits, int label, ReadOnlySpan<bool> among, double weight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int k = 0; k < logits.Length; k++)
        {
            logits[k] = among[k] ? logits[k] : T.NegativeInfinity;
        }

        return Gradient(logits, label, weight, logits);
    }

    /// <summary>Each logit less the largest of the others: of two classes the logarithm of the odds.</summary>
    /// <param name="logits">One a class, of two at least.</param>
    /// <param name="margins">Receives as many.</param>
    public static void Margins<T>(ReadOnlySpan<T> logits, Span<T> margins)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.NegativeInfinity, second = T.NegativeInfinity;
        int at = -1;
        for (int k = 0; k < logits.Length; k++)
        {
            (largest, second, at) = at < 0 || logits[k] > largest ? (logits[k], largest, k) : (largest, T.Max(second, logits[k]), at);
        }

        for (int k = 0; k < logits.Length; k++)
        {
            margins[k] = logits[k] - (k == at ? second : largest);
        }
    }

    /// <summary>The largest logit, and Σ e^(logit − largest): 0 where all are −∞.</summary>
    private static (double Largest, double Sum) Sum<T>(ReadOnlySpan<T> logits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (T logit in logits)
        {
            largest = Math.Max(largest, double.CreateTruncating(logit));
        }

        foreach (T logit in logits)
        {
            sum += double.IsNegativeInfinity(largest) ? 0 : Elementary.Exp(double.CreateTruncating(logit) - largest);
        }

        return (largest, sum);
    }
}
