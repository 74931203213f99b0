using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Online;

/// <summary>What becomes of a row of a task that is learnt as a whole.</summary>
internal static class TaskRow
{
    /// <summary>The verdict on a row, and its reason.</summary>
    /// <param name="input">Its input.</param>
    /// <param name="target">The index of its class, NaN where the label is missing.</param>
    /// <param name="weight">How much it counts.</param>
    /// <param name="largestWeight">The largest weight of a row that the learner takes.</param>
    public static UpdateResult Judge<T>(ReadOnlySpan<T> input, T target, double weight, double largestWeight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        !(weight >= 0 && weight <= largestWeight) ? UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.InvalidWeight)
        : !TensorPrimitives.IsFiniteAll(input) ? UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.NonFiniteInput)
        : T.IsNaN(target) ? UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.MissingTarget)
        : weight == 0 ? UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.ZeroWeight)
        : new(UpdateVerdict.Applied, UpdateReason.None, double.NaN, double.NaN, 1);
}
