namespace AdaptiveML.Learners.Comodulation;

/// <summary>A method on rows held back.</summary>
/// <param name="Method">The method.</param>
/// <param name="Setting">Its best setting there.</param>
/// <param name="Scale">The best scale of its logits in that setting.</param>
/// <param name="Loss">Mean loss in that setting.</param>
/// <param name="BalancedAccuracy">Balanced accuracy in that setting.</param>
/// <param name="Shares">What each row held back adds to it.</param>
internal sealed record MethodMeasurement(AdaptationMethod Method, int Setting, double Scale, double Loss, double BalancedAccuracy, double[] Shares)
{
    /// <summary>The standard error of the difference in balanced accuracy from another method's, row by row.</summary>
    public double StandardErrorOver(MethodMeasurement other)
    {
        double mean = (BalancedAccuracy - other.BalancedAccuracy) / Shares.Length;
        double squares = Shares.Zip(other.Shares, (own, others) => own - others - mean).Sum(rest => rest * rest);
        return Math.Sqrt(squares * Shares.Length / Math.Max(1, Shares.Length - 1));
    }
}
