using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>
/// What was forecast in the last H rows of a sequence and waits for its targets: each expert's forecast, their combination, its interval, and the row that they
/// began from; and what is expected of the next row.
/// </summary>
internal sealed class IssuedForecasts
{
    private const double None = -1, Asleep = double.MaxValue;

    /// <summary>Numbers of a row's origin.</summary>
    private const int Kept = 5;

    /// <summary>Which of them are the units of the intervals.</summary>
    private const int UnitsAt = 3;

    private readonly Field _rows;
    private readonly Field _origins;

    /// <summary>1 where a series' value was known, else minus the rows on end for which it had been missing.</summary>
    private readonly Field _known;

    private readonly Field _expected;
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
        _origins = sequence.Add<double>("issued.origins", horizon, Kept, series);
        _expected = sequence.Add<double>("issued.expected", series);
        _known = sequence.Add<long>("issued.known", horizon, series);
        _experts = sequence.Add<double>("issued.experts", horizon, horizon, series, experts);
        _combined = sequence.Add<double>("issued.combined", horizon, horizon, series);
        _halfWidths = sequence.Add<double>("issued.half_widths", horizon, horizon, series);
        sequence.Require(_rows, -FieldRules.Most, FieldRules.Most);
        sequence.Require(_known, -FieldRules.Most, 1L);
        sequence.Require(RequireUnits);
    }

    /// <summary>Whether a row's forecasts are kept.</summary>
    public bool HasForecast(LearnerMemory memory, long row) => row >= 0 && Math.Abs(memory.Sequence.View<long>(_rows)[Slot(row)]) == row + 1;

    /// <summary>Whether they are, and the row was one to learn from.</summary>
    public bool HasToLearn(LearnerMemory memory, long row) => row >= 0 && memory.Sequence.View<long>(_rows)[Slot(row)] == row + 1;

    /// <summary>Whether a series' value was known in a row.</summary>
    public bool IsKnown(LearnerMemory memory, long row, int series) => memory.Sequence.View<long>(_known)[(Slot(row) * _series) + series] == 1;

    /// <summary>Rows on end for which a series' value had been missing in a row.</summary>
    public long Missing(LearnerMemory memory, long row, int series) => Math.Max(0, -memory.Sequence.View<long>(_known)[(Slot(row) * _series) + series]);

    /// <summary>The same of the present row, which is not kept yet.</summary>
    public long Missing(LearnerMemory memory, long present, SeriesScale scale, int series) =>
        scale.Qualities[series] != InputQuality.Imputed ? 0 : HasForecast(memory, present - 1) ? 1 + Missing(memory, present - 1, series) : 1;

    /// <summary>The r that a row's forecasts began from, one a series.</summary>
    public ReadOnlySpan<double> Values(LearnerMemory memory, long row) => Origins(memory, row, 0);

    /// <summary>Their deviations.</summary>
    public ReadOnlySpan<double> Deviations(LearnerMemory memory, long row) => Origins(memory, row, 1);

    /// <summary>The values themselves, as the last value was forecast.</summary>
    public ReadOnlySpan<double> Starts(LearnerMemory memory, long row) => Origins(memory, row, 2);

    /// <summary>The units of their intervals.</summary>
    public ReadOnlySpan<double> Units(LearnerMemory memory, long row) => Origins(memory, row, UnitsAt);

    /// <summary>The offsets of the levels that they were made at.</summary>
    public ReadOnlySpan<double> Levels(LearnerMemory memory, long row) => Origins(memory, row, 4);

    /// <summary>The r that is expected of the next row, one a series.</summary>
    public Span<double> Expected(LearnerMemory memory) => memory.Sequence.View<double>(_expected);

    /// <summary>Reads the experts' forecasts of an output; NaN where one slept.</summary>
    public void ReadExperts(LearnerMemory memory, long row, int output, Span<double> experts)
    {
        ExpertsOf(memory, row, output).CopyTo(experts);
        for (int k = 0; k < experts.Length; k++)
        {
            experts[k] = experts[k] == Asleep ? double.NaN : experts[k];
        }
    }

    /// <summary>Whether the last of the experts was awake.</summary>
    public bool IsLastAwake(LearnerMemory memory, long row, int output) => ExpertsOf(memory, row, output)[^1] != Asleep;

    /// <summary>From here on the experts slept in what was forecast of a series before a row.</summary>
    public void Sleep(LearnerMemory memory, long before, int series)
    {
        for (long row = Math.Max(0, before - _horizon); row < before; row++)
        {
            for (int step = 0; step < _horizon && HasForecast(memory, row); step++)
            {
                ExpertsOf(memory, row, (step * _series) + series).Fill(Asleep);
            }
        }
    }

    /// <summary>Their combination.</summary>
    public double Combined(LearnerMemory memory, long row, int output) => memory.Sequence.View<double>(_combined)[(Slot(row) * _horizon * _series) + output];

    /// <summary>The half-widths of a horizon step's intervals, one a series; negative where there was none.</summary>
    public ReadOnlySpan<double> HalfWidths(LearnerMemory memory, long row, int step) =>
        memory.Sequence.View<double>(_halfWidths).Slice(((Slot(row) * _horizon) + step) * _series, _series);

    /// <summary>Keeps the present row's.</summary>
    public void Commit(
        LearnerMemory memory, long row, bool isToLearn, SeriesScale scale, ReadOnlySpan<double> expected, ReadOnlySpan<double> experts,
        ReadOnlySpan<double> combined, ReadOnlySpan<double> halfWidths)
    {
        int slot = Slot(row);
        Span<long> known = memory.Sequence.View<long>(_known);
        for (int c = 0; c < _series; c++)
        {
            known[(slot * _series) + c] = scale.Qualities[c] == InputQuality.Clean ? 1 : -Missing(memory, row, scale, c);
        }

        memory.Sequence.View<long>(_rows)[slot] = isToLearn ? row + 1 : -(row + 1);
        scale.Values.AsSpan(0, _series).CopyTo(Origins(memory, row, 0));
        scale.Deviations.AsSpan(0, _series).CopyTo(Origins(memory, row, 1));
        scale.Starts.AsSpan(0, _series).CopyTo(Origins(memory, row, 2));
        scale.Units.AsSpan(0, _series).CopyTo(Origins(memory, row, UnitsAt));
        scale.Levels.AsSpan(0, _series).CopyTo(Origins(memory, row, 4));
        expected.CopyTo(Expected(memory));
        var keptExperts = memory.Sequence.View<double>(_experts).Slice(slot * experts.Length, experts.Length);
        for (int i = 0; i < keptExperts.Length; i++)
        {
            keptExperts[i] = double.IsNaN(experts[i]) ? Asleep : experts[i];
        }

        combined.CopyTo(memory.Sequence.View<double>(_combined)[(slot * combined.Length)..]);
        var kept = memory.Sequence.View<double>(_halfWidths).Slice(slot * halfWidths.Length, halfWidths.Length);
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = double.IsNaN(halfWidths[i]) ? None : halfWidths[i];
        }
    }

    /// <summary>Units of intervals are no less than 0.</summary>
    private void RequireUnits(FlatBuffer sequence)
    {
        ReadOnlySpan<double> origins = sequence.View<double>(_origins);
        for (int slot = 0; slot < _horizon; slot++)
        {
            foreach (double unit in origins.Slice(((slot * Kept) + UnitsAt) * _series, _series))
            {
                FieldRules.Fit(!(unit < 0), _origins, "of units that are no less than 0");
            }
        }
    }

    private Span<double> ExpertsOf(LearnerMemory memory, long row, int output) =>
        memory.Sequence.View<double>(_experts).Slice(((Slot(row) * _horizon * _series) + output) * _count, _count);

    private Span<double> Origins(LearnerMemory memory, long row, int kept) =>
        memory.Sequence.View<double>(_origins).Slice(((Slot(row) * Kept) + kept) * _series, _series);

    private int Slot(long row) => (int)(row % _horizon);
}
