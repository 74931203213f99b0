using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>How the importance of features is measured on a stream.</summary>
public sealed record BlockImportanceOptions
{
    /// <summary>
    /// Rows of a block, at least 1: what a block holds of a feature stays together, so that the feature keeps its own course. Default: null, the cube root of
    /// the rows of the longest sequence.
    /// </summary>
    public int? BlockLength { get; init; }

    /// <summary>Permutations of each feature, at least 1. Standard deviations need two. Default: 5.</summary>
    public int PermutationCount { get; init; } = 5;

    /// <summary>
    /// Whether the model learns the permuted rows as it goes, each after it was predicted. Then importance is what a feature is worth to a model that may make
    /// do with others. If not, it is what the fitted model makes of the feature. Default: true.
    /// </summary>
    public bool Learns { get; init; } = true;

    /// <summary>Seed of the permutations: the same seed gives the same result. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The label, its delay, and how else models are evaluated. The group is the model's.</summary>
    public PrequentialOptions Evaluation { get; init; } = new();

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    /// <exception cref="ArgumentException">A value of <see cref="Evaluation"/> does not go with another.</exception>
    public void Validate()
    {
        Require.InRange(BlockLength ?? 1, 1, int.MaxValue, nameof(BlockLength));
        Require.InRange(PermutationCount, 1, int.MaxValue);
        ArgumentNullException.ThrowIfNull(Evaluation);
        Evaluation.Validate();
    }
}
