using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>How often each alarm stands in the predictions of a learner.</summary>
internal sealed class AlarmCounts(IExpertMixture learner)
{
    private readonly long[] _counts = new long[Enum.GetValues<AlarmReason>().Length];

    public void Add(ReadOnlySpan<float> prediction)
    {
        foreach (float alarm in prediction[..^learner.ExpertNames.Count][^learner.AlarmCount..])
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
