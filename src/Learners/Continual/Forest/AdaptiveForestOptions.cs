using AdaptiveML.Learners.Baselines;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Options of an adaptive random forest: Hoeffding trees that are replaced where their errors rise (H. Gomes et al., "Adaptive random forests for evolving data
/// stream classification", Machine Learning 106, 2017). It follows a stream, and forgets tasks.
/// </summary>
public sealed record AdaptiveForestOptions : ContinualOptions
{
    /// <summary>Trees that vote, from 1 to 1000. Default: 10.</summary>
    public int NumberOfTrees { get; init; } = 10;

    /// <summary>Most leaves of a tree, from 1 to 65536; memory is fixed. Default: 128.</summary>
    public int NumberOfLeaves { get; init; } = 128;

    /// <summary>Seed of all that is random. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    internal override string SizeAdvice => "Fewer trees or leaves take less.";

    /// <summary>What the forest is made with.</summary>
    internal ForestSettings Settings => new() { Trees = NumberOfTrees, Leaves = NumberOfLeaves, Records = 4 * NumberOfLeaves, Seed = Seed };

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require.InRange(NumberOfTrees, 1, 1000);
        Require.InRange(NumberOfLeaves, 1, 65536);
    }
}
