using System.Numerics;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>The targets of a window's rows, of which some elements or all may not be known (NaN).</summary>
internal static class WindowTargets
{
    /// <summary>Rows with a target.</summary>
    public static int Known<T>(ReadOnlySpan<T> targets, int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int known = 0;
        for (int start = 0; start < targets.Length; start += size)
        {
            known += IsKnown(targets.Slice(start, size)) ? 1 : 0;
        }

        return known;
    }

    /// <summary>Whether a row has a target.</summary>
    public static bool IsKnown<T>(ReadOnlySpan<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T value in target)
        {
            if (!T.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Turns an output into its part of the gradient of the mean of ½ ‖output − target‖² over <paramref name="known"/> rows; gives its own loss.
    /// </summary>
    public static double Differentiate<T>(Span<T> output, ReadOnlySpan<T> target, int known)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double loss = 0;
        for (int i = 0; i < output.Length; i++)
        {
            T error = T.IsNaN(target[i]) ? T.Zero : output[i] - target[i];
            loss += 0.5 * double.CreateTruncating(error * error);
            output[i] = error / T.CreateTruncating(known);
        }

        return loss;
    }
}
