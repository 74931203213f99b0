namespace AdaptiveML.Learners.Trials;

/// <summary>From one row on another contestant answers.</summary>
/// <param name="Row">The number of labels that had been judged, from 1: the change counts for the rows behind it.</param>
/// <param name="From">Who answered.</param>
/// <param name="To">Who answers.</param>
/// <param name="Cause">Why.</param>
public readonly record struct TrialChange(long Row, string From, string To, TrialChangeCause Cause);
