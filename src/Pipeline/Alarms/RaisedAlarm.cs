namespace AdaptiveML.Pipeline;

/// <summary>A signal has changed.</summary>
/// <param name="Signal">Its name.</param>
/// <param name="Row">Rows that had come to the engine since the policy was made.</param>
/// <param name="Value">The value that was taken in last.</param>
/// <param name="Statistic">What the detector compared with its threshold.</param>
/// <param name="Actions">What was done.</param>
public sealed record RaisedAlarm(string Signal, long Row, double Value, double Statistic, IReadOnlyList<AlarmAction> Actions);
