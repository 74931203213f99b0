using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>How often each alarm stands in the predictions of a learner.</summary>
/// <param name="part">The alarms in a prediction.</param>
internal sealed class AlarmCounts(PredictionPart part)
{
    private readonly long[] _counts = new long[Enum.GetValues<AlarmReason>().Length];

    public void Add(ReadOnlySpan<float> prediction)
    {
        foreach (float alarm in part.In(prediction))
        {
            if (alarm > 0)
            {
                _counts[(int)alarm]++;
            }
        }
    }

    public Dictionary<AlarmReason, long> ToDictionary() =>
        Enum.GetValues<AlarmReason>().Where(reason => _counts[(int)reason] > 0).ToDictionary(reason => reason, reason => _counts[(int)reason]);
}
