using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>What is known of the level and of the scale of one series. A fresh one is all zeros.</summary>
internal struct LevelState
{
    /// <summary>Finite values so far.</summary>
    public double Count;

    /// <summary>Running mean, above <see cref="Offset"/>.</summary>
    public double Mean;

    /// <summary>Running variance.</summary>
    public double Variance;

    /// <summary>Smallest difference between two values on end; 0 before the first.</summary>
    public double Resolution;

    /// <summary>The last finite value, as it came in.</summary>
    public double Last;

    /// <summary>Sum of the shifts that were believed: what a value's own level lies above that of the first.</summary>
    public double Offset;

    /// <summary>Values at this level.</summary>
    public double Since;

    /// <summary>The last level that has lasted longer than those since: its offset, the values at it, its mean and its variance.</summary>
    public double Earlier;

    /// <inheritdoc cref="Earlier"/>
    public double EarlierSince;

    /// <inheritdoc cref="Earlier"/>
    public double EarlierMean;

    /// <inheritdoc cref="Earlier"/>
    public double EarlierVariance;

    /// <summary>Values at the level that the last value has returned from; 0 where it has not.</summary>
    public double Abandoned;

    /// <summary>A shift that a value has suggested and that the next is to decide on; 0 where there is none.</summary>
    public double Shift;

    /// <summary>Suggested shifts that were found to be levels; older ones count less.</summary>
    public double Levels;

    /// <summary>Suggested shifts that were found to be spikes; older ones count less.</summary>
    public double Spikes;

    /// <summary>Shifts of late.</summary>
    public double Habit;

    /// <summary>Rows so far, those with no value included.</summary>
    public double Rows;

    /// <summary>The last two values that were not believed, of which one that has come more often stays.</summary>
    public RecurringValue Seldom;

    /// <inheritdoc cref="Seldom"/>
    public RecurringValue Often;

    /// <summary>Whether all that is counted is.</summary>
    public readonly bool HasCounts => FieldRules.IsCount(Count) && FieldRules.IsCount(Since) && FieldRules.IsCount(EarlierSince)
        && FieldRules.IsCount(Abandoned) && FieldRules.IsCount(Levels) && FieldRules.IsCount(Spikes) && FieldRules.IsCount(Habit) && FieldRules.IsCount(Rows);
}
