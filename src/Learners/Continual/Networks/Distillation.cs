using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Continual;

/// <summary>T² times the cross-entropy of softmax(old / T) and softmax(new / T) (G. Hinton, O. Vinyals and J. Dean, 2015).</summary>
internal static class Distillation
{
    /// <summary>The loss of a row; adds its gradient by the new logits, T (softmax(new / T) − softmax(old / T)), times a factor.</summary>
    public static double AddGradient(ReadOnlySpan<double> old, ReadOnlySpan<double> logits, double temperature, double factor, Span<double> gradient)
    {
        double[] target = old.ToArray(), present = logits.ToArray();
        TensorPrimitives.Divide(target, temperature, target);
        TensorPrimitives.Divide(present, temperature, present);
        Softmax.Apply<double>(target, target);
        Softmax.Apply<double>(present, present);
        double loss = 0;
        for (int c = 0; c < target.Length; c++)
        {
            loss -= target[c] == 0 ? 0 : target[c] * Elementary.Log(present[c]);
            gradient[c] = double.FusedMultiplyAdd(factor * temperature, present[c] - target[c], gradient[c]);
        }

        return temperature * temperature * loss;
    }
}
