namespace AdaptiveML.Learners.Trials;

/// <summary>
/// Finds within some twenty rows that one of two contestants has broken: rows in which it is worse than the other by more than four times the usual difference.
/// <code>
/// R ← (R + 1) (1 + 1.8 (z − ½))      z = 1 in such a row, else 0
/// </code>
/// Where the probability of such a row is at most one half, whatever came before, R comes to a limit on average no sooner than behind as many rows (an
/// e-detector of Shiryaev and Roberts' kind).
/// </summary>
/// <remarks>J. Shin, A. Ramdas and A. Rinaldo, "E-detectors: a nonparametric framework for sequential change detection", 2023.</remarks>
internal struct BreakDetector
{
    private const double Worse = 4 / PairDifference.Cap, Stake = 1.8, MeanTimeBetweenFalseAlarms = 100_000, Most = 1e12;

    private double _evidence;

    /// <summary>Whether there is enough evidence, of one of so many that are watched.</summary>
    public readonly bool IsBroken(int watched) => _evidence >= MeanTimeBetweenFalseAlarms * watched;

    /// <summary>Takes a row's difference in, on its scale: 1 is fourteen times the usual one.</summary>
    public void Take(double difference) =>
        _evidence = Math.Min(Most, (_evidence + 1) * (1 + (Stake * (difference >= Worse ? 0.5 : -0.5))));
}
