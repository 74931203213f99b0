using AdaptiveML.Streams;

namespace AdaptiveML.Pipeline;

/// <summary>What a policy watches, and what it does at an alarm.</summary>
/// <param name="Signal">The signal's name, of the policy's own.</param>
/// <param name="Detector">Watches it. The policy's alone.</param>
/// <param name="Actions">What is done at an alarm, in this order; none, and the alarm is only told.</param>
public sealed record AlarmRule(string Signal, ChangeDetector Detector, params IReadOnlyList<AlarmAction> Actions)
{
    /// <summary>Is told of an alarm, behind the actions; null where nobody is. What it throws comes out of the policy's <c>ObserveAsync</c>.</summary>
    public Action<RaisedAlarm>? Notify { get; init; }
}
