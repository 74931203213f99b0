using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>What is to be said of inputs that stand still, or that move for the first time.</summary>
internal static class RepeatAlarm
{
    /// <summary>What is to be said of inputs: the first thing.</summary>
    /// <param name="repeats">How long inputs have been the same.</param>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="first">The place of the first of them.</param>
    /// <param name="values">They in the present row; NaN where one is missing.</param>
    public static AlarmReason Check(this RepeatTrack<double> repeats, LearnerMemory memory, int first, ReadOnlySpan<double> values)
    {
        var alarm = AlarmReason.None;
        for (int i = 0; i < values.Length && alarm == AlarmReason.None; i++)
        {
            alarm = repeats.Awakes(memory, first + i, values[i]) ? AlarmReason.NewInput
                : repeats.IsStuck(memory, first + i, values[i]) ? AlarmReason.StuckInput
                : AlarmReason.None;
        }

        return alarm;
    }
}
