using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>What the rows of a fit say of the time from a row to the next.</summary>
internal static class StepOfRows
{
    /// <summary>The step, or null where no time follows another of its sequence.</summary>
    public static TimeStep? Find(TrainingRows<float> rows)
    {
        Dictionary<SequenceKey, long> last = [];
        List<(long From, long To)> steps = [];
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows.Context(row) is { Sequence: var sequence, Time: { } time })
            {
                if (last.TryGetValue(sequence, out long before))
                {
                    steps.Add((before, time));
                }

                last[sequence] = time;
            }
        }

        return TimeStep.Of(steps);
    }
}
