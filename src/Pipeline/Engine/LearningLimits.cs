using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>
/// When the learners of an engine may learn, and how often: while they may not, rows count as rows without a label. A trial's judge, which learns who answers
/// and no model, goes on; so does a forecaster, whose label is an input.
/// </summary>
public sealed record LearningLimits
{
    /// <summary>
    /// Most rows an hour that are learnt, at least 1; what is left of an hour's may be used at once (a token bucket of one hour). Null, the default: any.
    /// </summary>
    public double? UpdatesPerHour { get; init; }

    /// <summary>The hour of the day, UTC, from which on rows are learnt. Null, the default: at any hour.</summary>
    public TimeOnly? From { get; init; }

    /// <summary>The hour of the day, UTC, at which that ends; before <see cref="From"/> it is the next day's. Null, the default: at any hour.</summary>
    public TimeOnly? To { get; init; }

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    /// <exception cref="ArgumentException">Only one of <see cref="From"/> and <see cref="To"/> is there, or they are equal.</exception>
    public void Validate()
    {
        Require.InRange(UpdatesPerHour ?? 1, 1, 1e12, nameof(UpdatesPerHour));
        if ((From is null) != (To is null) || (From is not null && From == To))
        {
            throw new ArgumentException($"{nameof(From)} and {nameof(To)} are two different hours, or neither is there; they are '{From}' and '{To}'.");
        }
    }
}
