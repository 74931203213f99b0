using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// What a DATA classifier makes of its inputs and never learns: drawn once, shared by all learners that follow from one another, and never saved.
/// </summary>
/// <param name="Projection">The random features of the analytic head, or null.</param>
/// <param name="Reduction">The inputs of the Gaussians where those of the learner are too many, or null.</param>
internal sealed record DataFeatures(RandomProjection? Projection, InputReduction? Reduction)
{
    /// <summary>Draws what the options ask for.</summary>
    public static DataFeatures Draw(int inputSize, DataClassifierOptions options)
    {
        Require.InRange(inputSize, 1, ContinualShape.Largest);
        options.Validate();
        return new(
            options.IsAnalytic ? new(inputSize, options.ProjectionSize, options.OffsetDeviation, options.ProjectionSeed) : null,
            options.IsAnalytic && options.Residual == DataClassifierResidual.Gaussians && inputSize > options.Gaussians.LargestSize
                ? new(inputSize, options.Gaussians.LargestSize, options.ProjectionSeed)
                : null);
    }
}
