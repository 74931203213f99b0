using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Probabilities of classes; the target is the index of one. The gradient by y is p minus the target's unit vector.</summary>
internal sealed class SoftmaxOutput<T>(MachineLayout<T> layout, string prefix, int classes, RecurrentOptions options)
    : DenseOutput<T>(layout, prefix, classes, options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Write(LearnerMemory memory, Span<T> prediction) => Softmax.Apply<T>(Values, prediction);

    /// <inheritdoc/>
    public override TargetQuality Judge(LearnerMemory memory, ReadOnlySpan<T> target, out double loss)
    {
        bool isKnown = !T.IsNaN(target[0]);
        loss = isKnown ? Softmax.Gradient<T>(Values, int.CreateTruncating(target[0]), 1, Gradient) : double.NaN;
        return isKnown ? TargetQuality.Known : TargetQuality.Missing;
    }

    /// <inheritdoc/>
    public override void Tell(LearnerMemory memory, ReadOnlySpan<T> target, Span<T> told)
    {
        if (T.IsNaN(target[0]))
        {
            Softmax.Apply<T>(Values, told);
        }
        else
        {
            told.Clear();
            told[int.CreateTruncating(target[0])] = T.One;
        }

        T share = T.One / T.CreateTruncating(told.Length);
        foreach (ref T chance in told)
        {
            chance -= share;
            chance += chance;
        }
    }
}
