using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers.Tests.Chains;

/// <summary>A signal that changes when one wants it to.</summary>
internal static class AlarmSignal
{
    /// <summary>Teaches a detector what is normal, then brings what is not.</summary>
    public static async Task<RaisedAlarm> RaiseAsync(AlarmPolicy policy, string signal)
    {
        var random = new Random(1);
        for (int i = 0; i < 210; i++)
        {
            Assert.IsNull(await policy.ObserveAsync(signal, random.NextDouble()));
        }

        for (int i = 0; i < 50; i++)
        {
            if (await policy.ObserveAsync(signal, 1000) is { } alarm)
            {
                return alarm;
            }
        }

        throw new AssertFailedException("No alarm.");
    }
}
