using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// How sure logits should be: the scale at which they lose least on rows that were not learnt. What was learnt from few rows is too sure of itself.
/// </summary>
internal static class LogitScale
{
    private static readonly double[] Scales = [1.0 / 32, 1.0 / 16, 0.125, 0.25, 0.5, 1, 2, 4, 8];

    /// <summary>The scale, and the mean loss at it.</summary>
    /// <param name="logits">Logits, [rows, classes].</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="label">The class of a row.</param>
    /// <param name="weight">How much a row counts.</param>
    /// <param name="largest">The largest scale that is looked at.</param>
    public static (double Scale, double Loss) Best<T>(T[] logits, int classes, Func<int, int> label, Func<int, double> weight, double largest = 8)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] losses = new double[logits.Length / classes];
        double total = Enumerable.Range(0, losses.Length).Sum(weight);
        return Scales.Where(scale => scale <= largest).Select(scale =>
        {
            Losses(logits, scale, label, weight, losses);
            return (scale, losses.Sum() / total);
        }).MinBy(pair => pair.Item2);
    }

    /// <summary>The loss of each row at a scale, times its weight.</summary>
    /// <param name="logits">Logits, [rows, classes].</param>
    /// <param name="scale">The scale.</param>
    /// <param name="label">The class of a row.</param>
    /// <param name="weight">How much a row counts.</param>
    /// <param name="losses">Receives the losses, [rows].</param>
    public static void Losses<T>(ReadOnlySpan<T> logits, double scale, Func<int, int> label, Func<int, double> weight, Span<double> losses)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int classes = logits.Length / losses.Length;
        T[] scaled = new T[classes];
        for (int row = 0; row < losses.Length; row++)
        {
            TensorPrimitives.Multiply(logits.Slice(row * classes, classes), T.CreateTruncating(scale), scaled);
            losses[row] = weight(row) * Softmax.Loss<T>(scaled, label(row));
        }
    }
}
