using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>The softmax of logits and the loss −ln softmax(logits)[label]; sums in double, in the order of the classes.</summary>
internal static class CrossEntropy
{
    /// <summary>−ln softmax(logits)[label]; NaN or infinite where a logit is.</summary>
    public static double Loss<T>(ReadOnlySpan<T> logits, int label)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => LogSum(logits) - double.CreateTruncating(logits[label]);

    /// <summary>softmax(logits).</summary>
    /// <param name="logits">One a class.</param>
    /// <param name="probabilities">Receives as many, of sum 1; may be <paramref name="logits"/>.</param>
    public static void Softmax<T>(ReadOnlySpan<T> logits, Span<T> probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = LogSum(logits);
        for (int k = 0; k < logits.Length; k++)
        {
            probabilities[k] = T.CreateTruncating(Elementary.Exp(double.CreateTruncating(logits[k]) - sum));
        }
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

    /// <summary>∂L/∂logits = (softmax(logits) − 1[k = label]) · weight.</summary>
    public static void Gradient<T>(ReadOnlySpan<T> logits, int label, double weight, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = LogSum(logits);
        for (int k = 0; k < logits.Length; k++)
        {
            double probability = Elementary.Exp(double.CreateTruncating(logits[k]) - sum);
            gradient[k] = T.CreateTruncating((probability - (k == label ? 1 : 0)) * weight);
        }
    }

    /// <summary>ln Σ e^logit.</summary>
    private static double LogSum<T>(ReadOnlySpan<T> logits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (T logit in logits)
        {
            largest = Math.Max(largest, double.CreateTruncating(logit));
        }

        foreach (T logit in logits)
        {
            sum += Elementary.Exp(double.CreateTruncating(logit) - largest);
        }

        return largest + Elementary.Log(sum);
    }
}
