namespace AdaptiveML.PlantYear.Tests;

/// <summary>
/// What does not hold yet, by cell and invariant. A line is struck off where it does: the tests say so. <c>plant --not-yet</c> prints the list anew.
/// </summary>
internal static class NotYet
{
    /// <summary>All of it.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>
    {
        "regressor: pulses / input missing 2 % / minute, fit 2000: I2 never worse",
        "regressor: linear / input unit x1000 for ever / hour, fit 50: I2 never worse",
        "regressor: pulses / input level 3 for ever / month, fit 12: I1 recovers",
        "regressor: products / input level 30 for ever / month, fit 12: I1 recovers",
        "regressor: pulses / inputs stand still / minute, fit 12: I1 recovers",
        "regressor: heavy tails / label missing 10 % / month, fit 12: I2 never worse",
        "regressor: walk / labels every 24th row / hour, fit 12: I2 never worse",
        "regressor: linear / labels every 24th row, fit as well / minute, fit 2000: I3 covers all",
        "regressor: recurrent / labels in blocks / minute, fit 12: I1 recovers",
        "regressor: recurrent / labels in blocks / minute, fit 12: I2 never worse",
        "regressor: groups / label stands still / minute, fit 12: I3 covers windows",
        "regressor: heavy tails / label wrong in its range / minute, fit 200: I5 says",
        "regressor: rhythm / level 30 for a season / month, fit 12: I1 recovers",
        "forecaster: recurrent / labels every 24th row / minute, fit 12, 6 ahead: I3 covers windows",
        "forecaster: recurrent / labels every 24th row / minute, fit 12, 6 ahead: I3 covers all",
        "forecaster: groups / labels every 24th row, fit as well / minute, fit 2000: I1 recovers",
        "forecaster: groups / labels every 24th row, fit as well / minute, fit 2000: I3 covers windows",
        "forecaster: groups / labels every 24th row, fit as well / minute, fit 2000: I3 covers all",
        "forecaster: rhythm, no period / labels in blocks / hour, fit 2000, 6 ahead: I3 covers all",
        "forecaster: linear / unsorted rows of the fit / month, fit 200: I1 recovers",
        "forecaster: walk / label stuck 300 / hour, fit 12, 6 ahead: I3 covers windows",
        "forecaster: groups / label stands still / hour, fit 200, 6 ahead: I3 covers windows",
        "forecaster: groups / label stands still / hour, fit 200, 6 ahead: I3 covers all",
        "forecaster: rhythm, no period / label spikes / minute, fit 2000: I1 recovers",
        "forecaster: groups / label unit x1000 for ever / month, fit 12: I3 covers windows",
        "forecaster: groups / label unit x1000 for ever / month, fit 12: I3 covers all",
        "forecaster: pulses / plant stands still / minute, fit 12: I1 recovers",
        "forecaster: pulses / plant stands still / minute, fit 12: I2 never worse",
        "forecaster: pulses / plant stands still / minute, fit 12: I3 covers windows",
        "forecaster: linear / input unit x1000 for 300 rows / minute, fit 50: I1 recovers",
    };

    /// <summary>Whether an invariant is known not to hold in a cell.</summary>
    public static bool Contains(Cell cell, Finding finding) => All.Contains($"{cell.Name}: {finding.Invariant}");
}
