using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>Half the squared error, ½ Σ (prediction − target)², and its gradient by the prediction.</summary>
internal static class SquaredError
{
    /// <summary>Judges a target by its loss.</summary>
    /// <param name="prediction">The prediction, finite.</param>
    /// <param name="target">The target, of the same length; an element that is not known is NaN. Receives prediction − target.</param>
    /// <param name="loss">Receives the loss; NaN if no element of the target is known.</param>
    public static TargetQuality Judge<T>(ReadOnlySpan<T> prediction, Span<T> target, out double loss)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        loss = double.NaN;
        var quality = TargetQuality.Missing;
        for (int i = 0; i < target.Length; i++)
        {
            bool isInfinite = T.IsInfinity(target[i]);
            target[i] = prediction[i] - target[i];
            double error = double.CreateTruncating(target[i]);
            if (!double.IsNaN(error))
            {
                loss = (double.IsNaN(loss) ? 0 : loss) + (0.5 * error * error);
                quality = isInfinite || quality == TargetQuality.NonFinite ? TargetQuality.NonFinite : TargetQuality.Known;
            }
        }

        return quality;
    }
}
