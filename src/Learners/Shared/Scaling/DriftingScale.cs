using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Running means and deviations through which standardised values are seen, so that the features of a readout keep their meaning while the data drift. They
/// begin as those of the fit.
/// <code>
/// z = clamp((x − m) / √v, ±10)      m, v: <see cref="RunningMoments"/>, in which a value counts up to ten deviations
/// </code>
/// </summary>
/// <remarks>Fields of the learner's state, for all sequences; without a half-life there are none, and values are seen as they are.</remarks>
internal sealed class DriftingScale
{
    private const double Limit = 10;
    private const double SmallestVariance = 1e-8;

    private readonly Field _mean;
    private readonly Field _variance;
    private readonly double _rate;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    /// <param name="state">Where to.</param>
    /// <param name="name">Begins the names of the fields.</param>
    /// <param name="size">Elements of a value.</param>
    /// <param name="halfLife">Half-life in rows; null for a scale that stays as it is.</param>
    public DriftingScale(Layout state, string name, int size, double? halfLife)
    {
        if (halfLife is { } rows)
        {
            _rate = HalfLife.Rate(rows);
            _mean = state.Add<double>(name + ".drift_mean", size);
            _variance = state.Add<double>(name + ".drift_variance", size);
        }
    }

    /// <summary>Whether it drifts.</summary>
    public bool Drifts => _rate > 0;

    /// <summary>Sets the scale of the fit in a fresh memory.</summary>
    public void Initialize(LearnerMemory memory)
    {
        if (Drifts)
        {
            memory.State.View<double>(_variance).Fill(1);
        }
    }

    /// <summary>Writes z.</summary>
    public void See(LearnerMemory memory, ReadOnlySpan<double> values, Span<double> seen)
    {
        ReadOnlySpan<double> means = memory.State.View<double>(_mean), variances = memory.State.View<double>(_variance);
        for (int i = 0; i < values.Length; i++)
        {
            seen[i] = Math.Clamp((values[i] - means[i]) / Math.Sqrt(variances[i] + SmallestVariance), -Limit, Limit);
        }
    }

    /// <summary>Takes values in.</summary>
    public void Take(LearnerMemory memory, ReadOnlySpan<double> values)
    {
        if (!Drifts)
        {
            return;
        }

        Span<double> means = memory.State.View<double>(_mean), variances = memory.State.View<double>(_variance);
        for (int i = 0; i < values.Length; i++)
        {
            double room = Limit * Math.Sqrt(variances[i] + SmallestVariance);
            RunningMoments.Take(ref means[i], ref variances[i], Math.Clamp(values[i] - means[i], -room, room), _rate);
        }
    }
}
