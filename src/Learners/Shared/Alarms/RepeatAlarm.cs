using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>What is to be said of inputs that stand still, or that move for the first time.</summary>
internal static class RepeatAlarm
{
    /// <summary>What is to be said of an input.</summary>
    /// <param name="repeats">How long inputs have been the same.</param>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">Which.</param>
    /// <param name="value">It in the present row; NaN where it is missing.</param>
    public static AlarmReason Check(this RepeatTrack<double> repeats, LearnerMemory memory, int input, double value) =>
        repeats.Awakes(memory, input, value) ? AlarmReason.NewInput
        : repeats.IsStuck(memory, input, value) ? AlarmReason.StuckInput
        : AlarmReason.None;
}
