using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Running means and deviations through which standardised values are seen, so that the features of a readout keep their meaning while the data drift. They
/// begin as those of the fit.
/// <code>
/// z = clamp((x − m) / √v, ±10)      m, v: <see cref="RunningMoments"/>, in which a value counts up to ten deviations
/// </code>
/// </summary>
/// <remarks>
/// Fields of the learner's state, for all sequences; without a half-life there are none, and values are seen as they are. A value that has been beyond the
/// limit for some rows on end has another offset or unit than before: its scale begins anew with these rows, so that it means again what it meant. Where the
/// values come back to the scale of before, so does the scale.
/// </remarks>
internal sealed class DriftingScale
{
    private const double Limit = 10;
    private const double SmallestVariance = 1e-8;

    private readonly Field _scales;
    private readonly double _rate;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    /// <param name="state">Where to.</param>
    /// <param name="name">Name of the field.</param>
    /// <param name="size">Elements of a value.</param>
    /// <param name="halfLife">Half-life in rows; null for a scale that stays as it is.</param>
    public DriftingScale(Layout state, string name, int size, double? halfLife)
    {
        if (halfLife is { } rows)
        {
            _rate = HalfLife.Rate(rows);
            _scales = state.AddStructs<ElementScale, double>(name + ".drift", size);
            state.RequireStructs<ElementScale>(_scales, static value => value.HasCounts, "scales of rows that were counted");
        }
    }

    /// <summary>Whether it drifts.</summary>
    public bool Drifts => _rate > 0;

    /// <summary>Sets the scale of the fit in a fresh memory.</summary>
    public void Initialize(LearnerMemory memory)
    {
        if (Drifts)
        {
            foreach (ref var scale in memory.State.Refs<ElementScale>(_scales))
            {
                scale.Variance = 1;
            }
        }
    }

    /// <summary>Writes z.</summary>
    public void Standardize(LearnerMemory memory, ReadOnlySpan<double> values, Span<double> seen)
    {
        ReadOnlySpan<ElementScale> scales = memory.State.Refs<ElementScale>(_scales);
        for (int i = 0; i < values.Length; i++)
        {
            seen[i] = Math.Clamp((values[i] - scales[i].Mean) / Math.Sqrt(scales[i].Variance + SmallestVariance), -Limit, Limit);
        }
    }

    /// <summary>Takes values in; one that is NaN is not known.</summary>
    public void Update(LearnerMemory memory, ReadOnlySpan<double> values)
    {
        if (!Drifts)
        {
            return;
        }

        var scales = memory.State.Refs<ElementScale>(_scales);
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                scales[i].Update(values[i], Limit, SmallestVariance, _rate);
            }
        }
    }
}
