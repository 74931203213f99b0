using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>What becomes of a row of a task that is learnt as a whole.</summary>
internal static class TaskRow
{
    /// <summary>The verdict on a row, and its reason.</summary>
    /// <param name="input">Its input.</param>
    /// <param name="target">The index of its class, NaN where the label is missing.</param>
    /// <param name="weight">How much it counts.</param>
    public static (UpdateVerdict Verdict, UpdateReason Reason) Judge(ReadOnlySpan<float> input, float target, double weight) =>
        !double.IsFinite(weight) || weight < 0 ? (UpdateVerdict.Rejected, UpdateReason.InvalidWeight)
        : !TensorPrimitives.IsFiniteAll(input) ? (UpdateVerdict.Rejected, UpdateReason.NonFiniteInput)
        : float.IsNaN(target) ? (UpdateVerdict.Skipped, UpdateReason.MissingTarget)
        : weight == 0 ? (UpdateVerdict.Skipped, UpdateReason.ZeroWeight)
        : (UpdateVerdict.Applied, UpdateReason.None);
}
