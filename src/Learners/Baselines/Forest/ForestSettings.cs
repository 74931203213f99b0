using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <summary>What an <see cref="AdaptiveForest"/> depends on; the defaults are those of its paper, but for the confidence of its splits.</summary>
internal sealed record ForestSettings
{
    /// <summary>Trees that vote; each may have one that grows behind it.</summary>
    public int Trees { get; init; } = 10;

    /// <summary>Mean of the Poisson numbers that say how often a tree learns a row.</summary>
    public double Repetition { get; init; } = 6;

    /// <summary>Weight that a leaf gathers between two looks for a split.</summary>
    public double GracePeriod { get; init; } = 50;

    /// <summary>δ of Hoeffding's bound.</summary>
    public double SplitConfidence { get; init; } = 0.01;

    /// <summary>Bound below which two splits are as good as each other, and the better one is made.</summary>
    public double TieThreshold { get; init; } = 0.05;

    /// <summary>δ of the window whose cut starts a tree in the background.</summary>
    public double WarningConfidence { get; init; } = 0.01;

    /// <summary>δ of the window whose cut replaces a tree.</summary>
    public double DriftConfidence { get; init; } = 0.001;

    /// <summary>Most leaves of a tree; one that has them learns on in its leaves.</summary>
    public int Leaves { get; init; } = 128;

    /// <summary>Most pairs of a leaf and a class of a tree; what has no room is not learnt.</summary>
    public int Records { get; init; } = 512;

    /// <summary>Seed of all that is random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(Trees, 1, 1000);
        Require.InRange(Repetition, 0.1, 100);
        Require.InRange(GracePeriod, 1, 1e9);
        Require.InRange(SplitConfidence, 1e-12, 0.5);
        Require.InRange(TieThreshold, 0, 1);
        Require.InRange(WarningConfidence, 1e-12, 0.5);
        Require.InRange(DriftConfidence, 1e-12, 0.5);
        Require.InRange(Leaves, 1, 65536);
        Require.InRange(Records, Leaves, 1 << 20);
    }
}
