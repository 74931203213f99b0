using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// Running mean and deviation of a stream of vectors, in which each value counts only up to a limit: what a spike can do to the estimate is bounded, and
/// a change that lasts is followed all the same.
/// <code>
/// d = clamp(x − m, ±limit · s)      m ← m + α d      s ← clamp(s + α (√(π/2) |d| − s), floor, ceiling)      α = 1 − 2^(−1 / half-life)
/// </code>
/// </summary>
/// <remarks>√(π/2) turns the mean absolute deviation of a normal variable into its standard deviation. In standardised units: starts at mean 0, deviation
/// 1.</remarks>
internal sealed class RobustScale<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>However wild a stream is, its deviation is not taken for more than this, so that no limit overflows.</summary>
    private static readonly T Ceiling = T.CreateTruncating(1e12);

    private readonly Field _mean;
    private readonly Field _deviation;
    private readonly T _limit;
    private readonly T _floor;
    private readonly T _rate;

    public RobustScale(string name, int size, double limit, double floor, double halfLife, Layout state)
    {
        _mean = state.Add<T>(name + ".mean", size);
        _deviation = state.Add<T>(name + ".deviation", size);
        state.Require<T>(_deviation, static value => !(value < T.Zero), "a deviation");
        _limit = T.CreateTruncating(limit);
        _floor = T.CreateTruncating(floor);
        _rate = T.CreateTruncating(HalfLife.Rate(halfLife));
    }

    public void Initialize(LearnerMemory memory) => memory.State.View<T>(_deviation).Fill(T.One);

    /// <summary>The running means.</summary>
    public ReadOnlySpan<T> Means(LearnerMemory memory) => memory.State.View<T>(_mean);

    /// <summary>The running deviations.</summary>
    public ReadOnlySpan<T> Deviations(LearnerMemory memory) => memory.State.View<T>(_deviation);

    /// <summary>An element, cut back to within the limit around its mean.</summary>
    public T Clamp(LearnerMemory memory, int element, T value)
    {
        T mean = memory.State.View<T>(_mean)[element], room = _limit * memory.State.View<T>(_deviation)[element];
        return T.Clamp(value, mean - room, mean + room);
    }

    /// <summary>Widens the limits to where a vector lies; an element that is NaN is not known.</summary>
    public void Widen(LearnerMemory memory, ReadOnlySpan<T> values)
    {
        ReadOnlySpan<T> mean = memory.State.View<T>(_mean);
        Span<T> deviation = memory.State.View<T>(_deviation);
        for (int i = 0; i < values.Length; i++)
        {
            deviation[i] = T.IsNaN(values[i]) ? deviation[i] : T.Max(deviation[i], T.Min(T.Abs(values[i] - mean[i]) / _limit, Ceiling));
        }
    }

    /// <summary>Widens the deviations to at least so much.</summary>
    public void WidenTo(LearnerMemory memory, ReadOnlySpan<T> deviations)
    {
        Span<T> deviation = memory.State.View<T>(_deviation);
        for (int i = 0; i < deviations.Length; i++)
        {
            deviation[i] = T.Max(deviation[i], T.Min(deviations[i], Ceiling));
        }
    }

    /// <summary>Cuts every element back to within the limit around the mean.</summary>
    public void Clamp(LearnerMemory memory, Span<T> values)
    {
        ReadOnlySpan<T> mean = memory.State.View<T>(_mean), deviation = memory.State.View<T>(_deviation);
        for (int i = 0; i < values.Length; i++)
        {
            T room = _limit * deviation[i];
            values[i] = T.Clamp(values[i], mean[i] - room, mean[i] + room);
        }
    }

    /// <summary>Takes a vector, clamped already, into the estimate; an element that is NaN is not known.</summary>
    public void Update(LearnerMemory memory, ReadOnlySpan<T> clamped) =>
        RunningScale.Update(clamped, memory.State.View<T>(_mean), memory.State.View<T>(_deviation), _rate, _floor, Ceiling);
}
