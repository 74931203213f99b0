using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>The Gaussians of the classes: one mean and one covariance a class, kept in place of rows.</summary>
internal sealed record GaussianOptions
{
    /// <summary>ν / d: how many rows an input the covariance that all classes share counts for in that of each, from 0 to 1e9. Default: 0.1.</summary>
    public double PriorRows { get; init; } = 0.1;

    /// <summary>
    /// Inputs, from 1 to 4096, up to which Gaussians are of the inputs themselves; of more, they are of so many random combinations. Default: 128.
    /// </summary>
    public int LargestSize { get; init; } = 128;

    /// <summary>Added to every variance, in units of the first task's, from 1e-9 to 10. Default: 0.02.</summary>
    public double Floor { get; init; } = 0.02;

    /// <summary>
    /// What the logarithms of the densities are divided by before they become probabilities, from 1 to 1000: inputs are not as independent as densities say.
    /// Default: 10.
    /// </summary>
    public double Temperature { get; init; } = 10;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(PriorRows, 0, 1e9);
        Require.InRange(LargestSize, 1, 4096);
        Require.InRange(Floor, 1e-9, 10);
        Require.InRange(Temperature, 1, 1000);
    }
}
