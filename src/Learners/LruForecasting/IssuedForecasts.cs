using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>
/// What was forecast in the last H rows of a sequence and waits for its targets: each expert's forecast, their combination, its interval, and the row that they
/// began from.
/// </summary>
internal sealed class IssuedForecasts
{
    private const double None = -1;

    private readonly Field _rows;
    private readonly Field _origins;
    private readonly Field _known;
    private readonly Field _experts;
    private readonly Field _combined;
    private readonly Field _halfWidths;
    private readonly int _horizon;
    private readonly int _series;
    private readonly int _count;

    /// <summary>Adds the fields to <paramref name="sequence"/>.</summary>
    public IssuedForecasts(Layout sequence, int horizon, int series, int experts)
    {
        (_horizon, _series, _count) = (horizon, series, experts);
        _rows = sequence.Add<long>("issued.rows", horizon);
        _origins = sequence.Add<double>("issued.origins", horizon, 2, series);
        _known = sequence.Add<long>("issued.known", horizon, series);
        _experts = sequence.Add<double>("issued.experts", horizon, horizon, series, experts);
        _combined = sequence.Add<double>("issued.combined", horizon, horizon, series);
        _halfWidths = sequence.Add<double>("issued.half_widths", horizon, horizon, series);
    }

    /// <summary>Whether a row's forecasts are kept.</summary>
    public bool HasForecast(LearnerMemory memory, long row) => row >= 0 && Math.Abs(memory.Sequence.View<long>(_rows)[Slot(row)]) == row + 1;

    /// <summary>Whether they are, and the row was one to learn from.</summary>
    public bool HasToLearn(LearnerMemory memory, long row) => row >= 0 && memory.Sequence.View<long>(_rows)[Slot(row)] == row + 1;

    /// <summary>Whether a series' value was known in a row.</summary>
    public bool IsKnown(LearnerMemory memory, long row, int series) => memory.Sequence.View<long>(_known)[(Slot(row) * _series) + series] == 1;

    /// <summary>The values that a row's forecasts began from, and their deviations.</summary>
    public ReadOnlySpan<double> Origins(LearnerMemory memory, long row) => memory.Sequence.View<double>(_origins).Slice(Slot(row) * 2 * _series, 2 * _series);

    /// <summary>The experts' forecasts of an output.</summary>
    public ReadOnlySpan<double> Experts(LearnerMemory memory, long row, int output) =>
        memory.Sequence.View<double>(_experts).Slice(((Slot(row) * _horizon * _series) + output) * _count, _count);

    /// <summary>Their combination.</summary>
    public double Combined(LearnerMemory memory, long row, int output) => memory.Sequence.View<double>(_combined)[(Slot(row) * _horizon * _series) + output];

    /// <summary>The half-widths of a horizon step's intervals, one a series; negative where there was none.</summary>
    public ReadOnlySpan<double> HalfWidths(LearnerMemory memory, long row, int step) =>
        memory.Sequence.View<double>(_halfWidths).Slice(((Slot(row) * _horizon) + step) * _series, _series);

    /// <summary>Keeps the present row's.</summary>
    public void Commit(
        LearnerMemory memory, long row, bool isToLearn, SeriesScale scale, ReadOnlySpan<double> experts, ReadOnlySpan<double> combined, ReadOnlySpan<double> halfWidths)
    {
        int slot = Slot(row);
        memory.Sequence.View<long>(_rows)[slot] = isToLearn ? row + 1 : -(row + 1);
        var origins = memory.Sequence.View<double>(_origins).Slice(slot * 2 * _series, 2 * _series);
        scale.Values.AsSpan(0, _series).CopyTo(origins);
        for (int c = 0; c < _series; c++)
        {
            memory.Sequence.View<long>(_known)[(slot * _series) + c] = scale.Qualities[c] == InputQuality.Clean ? 1 : 0;
        }

        scale.Deviations.AsSpan(0, _series).CopyTo(origins[_series..]);
        experts.CopyTo(memory.Sequence.View<double>(_experts)[(slot * experts.Length)..]);
        combined.CopyTo(memory.Sequence.View<double>(_combined)[(slot * combined.Length)..]);
        var kept = memory.Sequence.View<double>(_halfWidths).Slice(slot * halfWidths.Length, halfWidths.Length);
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = double.IsNaN(halfWidths[i]) ? None : halfWidths[i];
        }
    }

    private int Slot(long row) => (int)(row % _horizon);
}
