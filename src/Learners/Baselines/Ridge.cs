using System.Numerics;

namespace AdaptiveML.Learners.Baselines;

/// <summary>Ridge regression: recursive least squares that forgets nothing.</summary>
internal static class Ridge
{
    /// <summary>
    /// A learner whose weights, after any number of rows, minimise Σ (y − wᵀφ)² + penalty |w|², the constant included. Set its mode to
    /// <see cref="AdaptiveML.Online.UpdateMode.StateOnly"/> for a model that is fitted once.
    /// </summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="outputSize">Elements of a target.</param>
    /// <param name="penalty">Ridge penalty, in standardised units.</param>
    /// <param name="features">What the regression sees besides the input.</param>
    public static RecursiveLeastSquares<T> Create<T>(
        int inputSize, int outputSize, double penalty = 1, RegressionFeatures features = RegressionFeatures.Linear)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(inputSize, outputSize, new() { Forgetting = 1, L2Regularization = penalty, Features = features });
}
