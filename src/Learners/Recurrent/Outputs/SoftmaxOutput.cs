using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>Probabilities of classes; the target is the index of one. The gradient by y is p minus the target's unit vector.</summary>
internal sealed class SoftmaxOutput<T>(MachineLayout<T> layout, string prefix, int classes, RecurrentOptions options) : OutputLayer<T>(layout, prefix, classes, options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Write(LearnerMemory memory, Span<T> prediction) => Softmax.Apply<T>(Values, prediction);

    /// <inheritdoc/>
    public override double Loss(LearnerMemory memory, ReadOnlySpan<T> target, out UpdateReason reason)
    {
        reason = UpdateReason.None;
        return T.IsNaN(target[0]) ? double.NaN : Softmax.Gradient<T>(Values, int.CreateTruncating(target[0]), 1, Gradient);
    }
}
