using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Half-widths of prediction intervals that keep their coverage online, whatever the data do: quantile tracking of errors, measured in their running scale.
/// <code>
/// half = max(0.1, q + g) s f      miss = 1 if |e| &gt; half else 0      q ← q + 0.02 ρ (miss − α)
/// g ← g + 0.2 ρ (mean miss − α)      s ← s + 0.02 ρ (|e| / f − s)
/// </code>
/// </summary>
/// <remarks>
/// <para>A. Angelopoulos, E. Candès and R. Tibshirani, "Conformal PID control for time series prediction", NeurIPS 2023 (the proportional part): with q alone
/// and errors bounded by b scales, the share of misses in T rows differs from α by at most (b + η) / (η T), η the step of q, for any sequence of errors. g is
/// one for all series of a horizon step, q and the scale s are one series'. With a season, f is the running size of the errors at a place in it relative to s.
/// Steps are smaller where errors come late: ρ = 1/√h. Where there is a unit an error counts up to 20 scales, or 20 units, in s.</para>
/// <para>All of it is a sequence's own; a new one may begin with the scales and offsets that others have come to. Where the caller has a unit for each series,
/// such as its mean absolute change, scales are handed on in these, and before any error is known s is √h units; widths are then doubled, and after n errors 4
/// / (n + 4) wider.</para>
/// </remarks>
internal sealed class ConformalBands
{
    private const double OwnStep = 0.02, CommonStep = 0.2, ScaleRate = 0.02, PlaceRate = 0.02;
    private const double FirstOffset = 2.5, SmallestOffset = 0.1;
    private const double SmallestPlace = 0.2, LargestPlace = 5;
    private const double LargestError = 20, Unjudged = 2;

    /// <summary>Errors that the scales of other sequences count for in a new one, and that one from units counts for.</summary>
    private const long Inherited = 50, Assumed = 4;

    private readonly int _series;
    private readonly int _places;
    private readonly double _misses;
    private readonly bool _inherits;
    private readonly bool _pools;
    private readonly double _youth;
    private readonly Field _counts;
    private readonly Field _scales;
    private readonly Field _own;
    private readonly Field _common;
    private readonly Field _place;
    private readonly Field _sharedCounts;
    private readonly Field _sharedScales;
    private readonly Field _sharedOffsets;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="series">Series of a horizon step.</param>
    /// <param name="steps">Horizon steps.</param>
    /// <param name="places">Rows of a season; 0 where there is none.</param>
    /// <param name="level">Share of targets to be covered, 1 − α.</param>
    /// <param name="inherits">Whether a sequence begins with what others have come to.</param>
    /// <param name="youth">How soon the first errors count nothing in s, where errors come late, of forecasts that are bad at first and learn: (1 − ρ) times it
    /// is g of <see cref="RunningMean"/>.</param>
    /// <param name="pools">Whether g is one for all sequences, so that many of few rows each are covered in the sum.</param>
    public ConformalBands(
        MachineLayout<double> layout, int series, int steps, int places, double level, bool inherits, double youth = 0, bool pools = false)
    {
        var sequence = layout.Sequence;
        (_series, _places, _misses, _inherits, _youth, _pools) = (series, places, 1 - level, inherits, youth, pools);
        _counts = sequence.Add<long>("band.counts", steps, series);
        _scales = sequence.Add<double>("band.scales", steps, series);
        _own = sequence.Add<double>("band.own", steps, series);
        _common = sequence.Add<double>("band.common", steps);
        _place = sequence.Add<double>("band.places", places, steps, series);
        _sharedCounts = layout.State.Add<long>("band.shared_counts", steps, series);
        _sharedScales = layout.State.Add<double>("band.shared_scales", steps, series);
        _sharedOffsets = layout.State.Add<double>("band.shared_offsets", steps);
        sequence.RequireCounts(_counts);
        layout.State.RequireCounts(_sharedCounts);
    }

    /// <summary>Sets what the first sequence begins with.</summary>
    public void Initialize(LearnerMemory memory)
    {
        memory.State.View<double>(_sharedOffsets).Fill(FirstOffset);
        memory.Blank.View<double>(_common).Fill(_pools ? 0 : FirstOffset);
        memory.Blank.View<double>(_place).Fill(1);
    }

    /// <summary>The half-width of an output's interval; NaN before the first error, where there is no unit.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="output">Horizon step times series, plus the series.</param>
    /// <param name="row">The target's row.</param>
    /// <param name="unit">The series' unit; NaN for none, 0 where it is not known yet.</param>
    public double HalfWidth(LearnerMemory memory, int output, long row, double unit = double.NaN)
    {
        var sequence = memory.Sequence;
        if (sequence.View<long>(_counts)[output] == 0)
        {
            double offset = HasShared(memory, output) ? memory.State.View<double>(_sharedOffsets)[output / _series] : FirstOffset;
            return Math.Max(SmallestOffset, offset) * FirstScale(memory, output, unit) * (double.IsNaN(unit) ? 1 : Unjudged);
        }

        double common = sequence.View<double>(_common)[output / _series] + (_pools ? memory.State.View<double>(_sharedOffsets)[output / _series] : 0);
        double own = common + sequence.View<double>(_own)[output];
        double unsure = double.IsNaN(unit) ? 1 : 1 + ((Unjudged - 1) * Assumed / Math.Max(Assumed, sequence.View<long>(_counts)[output]));
        return Math.Max(SmallestOffset, own) * unsure * sequence.View<double>(_scales)[output] * (_places > 0 ? Place(memory, output, row) : 1);
    }

    /// <summary>Whether an error of an output has been taken in, or a sequence begins with those of others.</summary>
    public bool IsKnown(LearnerMemory memory, int output) => memory.Sequence.View<long>(_counts)[output] > 0 || HasShared(memory, output);

    /// <summary>Takes the errors of a horizon step in.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="row">The targets' row.</param>
    /// <param name="errors">One a series; NaN where the target is not known.</param>
    /// <param name="halfWidths">The half-widths that were given with the forecasts; negative or NaN where none was.</param>
    /// <param name="units">The series' units; none where they have none.</param>
    /// <param name="isShared">Whether new sequences are to begin with them.</param>
    /// <param name="widenings">How many times wider than <see cref="HalfWidth"/> the intervals were, for what is no fault of the scale; none for 1.</param>
    public void Learn(
        LearnerMemory memory,
        int step,
        long row,
        ReadOnlySpan<double> errors,
        ReadOnlySpan<double> halfWidths,
        ReadOnlySpan<double> units = default,
        bool isShared = true,
        ReadOnlySpan<double> widenings = default)
    {
        double rate = 1 / Math.Sqrt(step + 1), misses = 0;
        int known = 0;
        for (int c = 0; c < _series; c++)
        {
            double size = Math.Abs(errors[c]), unit = units.IsEmpty ? double.NaN : units[c];
            if (!double.IsFinite(size))
            {
                continue;
            }

            Begin(memory, step, c, unit);
            if (halfWidths[c] >= 0)
            {
                double miss = (size > halfWidths[c] ? 1 : 0) - _misses;
                memory.Sequence.View<double>(_own)[(step * _series) + c] += OwnStep * rate * miss;
                misses += miss;
                known++;
            }

            size = LearnScale(memory, (step * _series) + c, row, size / (widenings.IsEmpty ? 1 : widenings[c]), rate, unit);
            if (isShared && unit != 0)
            {
                LearnShared(memory, (step * _series) + c, size, rate, unit);
            }
        }

        if (known > 0)
        {
            ref double shared = ref memory.State.View<double>(_sharedOffsets)[step];
            ref double common = ref (_pools && isShared ? ref shared : ref memory.Sequence.View<double>(_common)[step]);
            common += CommonStep * rate * (misses / known);
            shared = isShared ? common : shared;
        }
    }

    /// <summary>At its first error a sequence takes over what others have come to, or what its unit says.</summary>
    private void Begin(LearnerMemory memory, int step, int series, double unit)
    {
        int output = (step * _series) + series;
        ref long count = ref memory.Sequence.View<long>(_counts)[output];
        double scale = count == 0 ? FirstScale(memory, output, unit) : double.NaN;
        if (scale > 0)
        {
            bool inherits = HasShared(memory, output);
            count = inherits && double.IsNaN(unit) ? Inherited : Assumed;
            memory.Sequence.View<double>(_scales)[output] = scale;
            memory.Sequence.View<double>(_common)[step] = inherits && !_pools ? memory.State.View<double>(_sharedOffsets)[step]
                : memory.Sequence.View<double>(_common)[step];
        }
    }

    /// <summary>The scale before the first error; NaN where nothing tells.</summary>
    private double FirstScale(LearnerMemory memory, int output, double unit) =>
        unit == 0 ? double.NaN
            : HasShared(memory, output) ? memory.State.View<double>(_sharedScales)[output] * (double.IsNaN(unit) ? 1 : unit)
            : unit * Math.Sqrt((output / _series) + 1);

    /// <summary>Takes an error into the scale of its sequence; gives its size as the scale saw it.</summary>
    private double LearnScale(LearnerMemory memory, int output, long row, double size, double rate, double unit)
    {
        ref double scale = ref memory.Sequence.View<double>(_scales)[output];
        double factor = 1;
        if (_places > 0)
        {
            ref double place = ref Place(memory, output, row);
            factor = place;
            if (scale > 0)
            {
                place = Math.Clamp(place + (PlaceRate * (Math.Min(size / scale, LargestPlace) - place)), SmallestPlace, LargestPlace);
            }
        }

        long count = ++memory.Sequence.View<long>(_counts)[output];
        size = Math.Min(size / factor, Largest(scale, unit));
        scale += RunningMean.Rate(count, ScaleRate * rate, (1 - rate) * _youth) * (size - scale);
        return size;
    }

    private void LearnShared(LearnerMemory memory, int output, double size, double rate, double unit)
    {
        long count = ++memory.State.View<long>(_sharedCounts)[output];
        ref double scale = ref memory.State.View<double>(_sharedScales)[output];
        size = double.IsNaN(unit) ? size : size / unit;
        scale += RunningMean.Rate(count, ScaleRate * rate, (1 - rate) * _youth) * (Math.Min(size, Largest(scale, double.IsNaN(unit) ? unit : 1)) - scale);
    }

    /// <summary>The largest error that a scale learns from, where there is a unit: neither 0 nor a single giant may settle it.</summary>
    private static double Largest(double scale, double unit) => unit > 0 ? LargestError * Math.Max(unit, scale) : double.PositiveInfinity;

    private bool HasShared(LearnerMemory memory, int output) => _inherits && memory.State.View<long>(_sharedCounts)[output] > 0;

    private ref double Place(LearnerMemory memory, int output, long row)
    {
        var places = memory.Sequence.View<double>(_place);
        return ref places[((int)(row % _places) * (places.Length / _places)) + output];
    }
}
