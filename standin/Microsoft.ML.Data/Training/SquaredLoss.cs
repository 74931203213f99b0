namespace Microsoft.ML.Trainers;

// (output - label)², and its part in the dual problem (S. Shalev-Shwartz and T. Zhang, "Stochastic dual coordinate ascent methods", JMLR 14, 2013).
public sealed class SquaredLoss : ISupportSdcaRegressionLoss
{
    public double Loss(float output, float label)
    {
        var error = output - label;
        return error * error;
    }

    public float Derivative(float output, float label) => 2 * (output - label);

    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / (0.5f + scaledFeaturesNormSquared);

    // Several threads may take the same error away: each takes its share.
    public float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads) =>
        (label - output - 0.5f * dual) * invariant / Math.Max(1, maxNumThreads);

    public double DualLoss(float label, float dual) => (label - dual / 4) * dual;
}
