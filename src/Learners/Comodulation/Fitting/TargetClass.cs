using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>Classes as targets: their index, from 0; NaN where it is not known.</summary>
internal static class TargetClass
{
    private const double LargestWeight = 1e9;

    /// <summary>The class of a row that is to be learnt; null where there is none, or the row weighs nothing.</summary>
    /// <exception cref="ArgumentException">The row's weight is invalid, or its target no class.</exception>
    public static int? Read<T>(TrainingRows<T> rows, int row, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double weight = rows.Context(row).Weight;
        if (!(weight >= 0 && weight <= LargestWeight))
        {
            throw new ArgumentException($"Row {row} has the weight {weight}; it must be finite and not negative, and at most {LargestWeight}.", nameof(rows));
        }

        T target = rows.Target(row)[0];
        if (T.IsNaN(target) || weight == 0)
        {
            return null;
        }

        return T.IsInteger(target) && target >= T.Zero && target < T.CreateTruncating(classes)
            ? int.CreateTruncating(target)
            : throw new ArgumentException($"Row {row} has the target {target}, which is none of {classes} classes.", nameof(rows));
    }
}
