using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>
/// Running scales of the series of a sequence, which drift with the data, and the present row seen through them.
/// <code>
/// m ← m + α (y − m)      v ← v + α ((1 − α)(y − m)² − v)      c ← c + α (|y − y′| − c)      α = max(1/n, 1 − 2^(−1 / half-life))
/// z = clamp((y − m) / √v)      d = clamp((y − y′) / (√(π/2) c))
/// </code>
/// </summary>
/// <remarks>
/// In the place of a value that is missing, or beyond the limit of deviations from the mean, stands what was expected, or else the last good one; the scales
/// learn nothing from it. What has been beyond the limit for some rows is a new level: the mean goes there at once, and the limit to at least a multiple of the
/// way.
/// </remarks>
internal sealed class SeriesScale
{
    /// <summary>Rows before a limit holds.</summary>
    private const int Settling = 48;

    private const double Clip = 4;
    private const double AbsoluteToStandard = 1.2533141373155003;
    private const double SmallestVariance = 1e-24;
    private const double SmallestRelative = 1e-6;

    private readonly Field _mean;
    private readonly Field _variance;
    private readonly Field _change;
    private readonly Field _last;
    private readonly Field _rows;

    /// <summary>Values in a row beyond the limit, or, below zero, missing ones.</summary>
    private readonly Field _strikes;

    private readonly double _rate;
    private readonly double? _limit;
    private readonly int _patience;
    private readonly double _room;
    private readonly double[] _nextMean;
    private readonly double[] _nextVariance;
    private readonly double[] _nextChange;
    private readonly long[] _nextStrikes;

    /// <summary>Adds the fields to <paramref name="sequence"/>.</summary>
    public SeriesScale(Layout sequence, int series, LruForecasterOptions options)
    {
        _mean = sequence.Add<double>("scale.mean", series);
        _variance = sequence.Add<double>("scale.variance", series);
        _change = sequence.Add<double>("scale.change", series);
        _last = sequence.Add<double>("scale.last", series);
        _rows = sequence.Add<long>("scale.rows", 1);
        _strikes = sequence.Add<long>("scale.strikes", series);
        _rate = HalfLife.Rate(options.HalfLife);
        (_limit, _patience, _room) = (options.Unit.Update.Gate.WinsorizeLimit, options.LevelPatience, options.LevelRoom);
        (_nextMean, _nextVariance, _nextChange, _nextStrikes) = (new double[series], new double[series], new double[series], new long[series]);
        (Values, Deviations, Scores, Changes, Qualities) = (new double[series], new double[series], new double[series], new double[series], new InputQuality[series]);
    }

    /// <summary>The present row, cleaned.</summary>
    public double[] Values { get; }

    /// <summary>√v, never 0.</summary>
    public double[] Deviations { get; }

    /// <summary>z.</summary>
    public double[] Scores { get; }

    /// <summary>d.</summary>
    public double[] Changes { get; }

    /// <summary>What was found in each value: clean, missing, or beyond the limit. Only a clean one may serve as a target.</summary>
    public InputQuality[] Qualities { get; }

    /// <summary>Whether no value has gone missing, or beyond the limit, of late.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Rows of the sequence so far.</summary>
    public long Rows(LearnerMemory memory) => memory.Sequence.View<long>(_rows)[0];

    /// <summary>Sees a row, without changing memory.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="row">The row.</param>
    /// <param name="expected">What was expected of it; NaN where nothing was.</param>
    public void Forward(LearnerMemory memory, ReadOnlySpan<double> row, ReadOnlySpan<double> expected)
    {
        var sequence = memory.Sequence;
        ReadOnlySpan<double> means = sequence.View<double>(_mean), variances = sequence.View<double>(_variance);
        ReadOnlySpan<double> changes = sequence.View<double>(_change), last = sequence.View<double>(_last);
        ReadOnlySpan<long> strikes = sequence.View<long>(_strikes);
        long rows = Rows(memory);
        IsSettled = true;
        double rate = Math.Max(1.0 / (rows + 1), _rate), changeRate = Math.Max(1.0 / Math.Max(rows, 1), _rate);
        for (int i = 0; i < row.Length; i++)
        {
            var quality = Judge(row[i], rows, means[i], variances[i]);
            bool isNewLevel = quality == InputQuality.Spike && strikes[i] >= _patience, isClean = quality == InputQuality.Clean;
            double value = isClean || isNewLevel ? row[i] : double.IsNaN(expected[i]) ? last[i] : expected[i], difference = value - means[i], change = rows > 0 ? value - last[i] : 0;
            Qualities[i] = quality;
            Values[i] = value;
            _nextStrikes[i] = isClean || isNewLevel ? 0 : quality == InputQuality.Spike ? Math.Max(strikes[i], 0) + 1 : Math.Min(strikes[i], 0) - 1;
            IsSettled &= isClean || Math.Abs(strikes[i]) >= _patience;
            (_nextMean[i], _nextVariance[i], _nextChange[i]) = (means[i], variances[i], changes[i]);
            if (isNewLevel)
            {
                _nextMean[i] = value;
                double deviation = _room * difference / _limit!.Value;
                _nextVariance[i] += deviation * deviation;
            }
            else if (isClean)
            {
                RunningMoments.Take(ref _nextMean[i], ref _nextVariance[i], difference, rate);
                _nextChange[i] += rows > 0 ? changeRate * (Math.Abs(change) - changes[i]) : 0;
            }

            Deviations[i] = Deviation(_nextMean[i], _nextVariance[i]);
            Scores[i] = Math.Clamp((value - _nextMean[i]) / Deviations[i], -Clip, Clip);
            Changes[i] = Math.Clamp(change / ((AbsoluteToStandard * _nextChange[i]) + (SmallestRelative * Deviations[i])), -Clip, Clip);
        }
    }

    /// <summary>Makes the row that <see cref="Forward"/> saw the last one.</summary>
    public void Commit(LearnerMemory memory)
    {
        var sequence = memory.Sequence;
        _nextMean.CopyTo(sequence.View<double>(_mean));
        _nextVariance.CopyTo(sequence.View<double>(_variance));
        _nextChange.CopyTo(sequence.View<double>(_change));
        Values.CopyTo(sequence.View<double>(_last));
        _nextStrikes.CopyTo(sequence.View<long>(_strikes));
        sequence.View<long>(_rows)[0]++;
    }

    private InputQuality Judge(double value, long rows, double mean, double variance) =>
        !double.IsFinite(value) ? InputQuality.Imputed
            : _limit is { } limit && rows >= Settling && Math.Abs(value - mean) > limit * Deviation(mean, variance) ? InputQuality.Spike
            : InputQuality.Clean;

    private static double Deviation(double mean, double variance)
    {
        double smallest = SmallestRelative * mean;
        return Math.Sqrt(variance + (smallest * smallest) + SmallestVariance);
    }
}
