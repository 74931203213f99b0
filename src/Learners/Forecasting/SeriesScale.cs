using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Running scales of the series of a sequence, which drift with the data, and the present row seen through them.
/// <code>
/// m ← m + α (y − m)      v ← v + α ((1 − α)(y − m)² − v)      c ← c + α (|y − y′| − c)      α = max(1/n, 1 − 2^(−1 / half-life))
/// z = clamp((y − m) / √v)      d = clamp((y − y′) / (√(π/2) c))
/// </code>
/// </summary>
/// <remarks>A value that is not finite is replaced by the last good one and one beyond the limit cut back to it; neither is known as a target, and the first teaches nothing.</remarks>
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
    private readonly double _rate;
    private readonly double? _limit;
    private readonly double[] _nextMean;
    private readonly double[] _nextVariance;
    private readonly double[] _nextChange;

    /// <summary>Adds the fields to <paramref name="sequence"/>.</summary>
    public SeriesScale(Layout sequence, int series, double halfLife, double? limit)
    {
        _mean = sequence.Add<double>("scale.mean", series);
        _variance = sequence.Add<double>("scale.variance", series);
        _change = sequence.Add<double>("scale.change", series);
        _last = sequence.Add<double>("scale.last", series);
        _rows = sequence.Add<long>("scale.rows", 1);
        _rate = Elementary.OneMinusExp(0.6931471805599453 / halfLife);
        _limit = limit;
        (_nextMean, _nextVariance, _nextChange) = (new double[series], new double[series], new double[series]);
        (Values, Deviations, Scores, Changes, Admissions) = (new double[series], new double[series], new double[series], new double[series], new Admission[series]);
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
    public Admission[] Admissions { get; }

    /// <summary>Rows of the sequence so far.</summary>
    public long Rows(LearnerMemory memory) => memory.Sequence.View<long>(_rows)[0];

    /// <summary>Sees a row, without changing memory.</summary>
    public void Forward(LearnerMemory memory, ReadOnlySpan<double> row)
    {
        var sequence = memory.Sequence;
        ReadOnlySpan<double> means = sequence.View<double>(_mean), variances = sequence.View<double>(_variance);
        ReadOnlySpan<double> changes = sequence.View<double>(_change), last = sequence.View<double>(_last);
        long rows = Rows(memory);
        double rate = Math.Max(1.0 / (rows + 1), _rate), changeRate = Math.Max(1.0 / Math.Max(rows, 1), _rate);
        for (int i = 0; i < row.Length; i++)
        {
            double value = double.IsFinite(row[i]) ? row[i] : last[i];
            bool isMissing = !double.IsFinite(row[i]);
            double cleaned = value;
            if (_limit is { } limit && rows >= Settling)
            {
                double room = limit * Deviation(means[i], variances[i]);
                cleaned = Math.Clamp(value, means[i] - room, means[i] + room);
            }

            Admissions[i] = isMissing ? Admission.Imputed : cleaned == value ? Admission.Clean : Admission.Spike;
            Values[i] = cleaned;
            double difference = cleaned - means[i], change = rows > 0 ? cleaned - last[i] : 0;
            bool learns = !isMissing;
            _nextMean[i] = learns ? means[i] + (rate * difference) : means[i];
            _nextVariance[i] = learns ? variances[i] + (rate * (((1 - rate) * difference * difference) - variances[i])) : variances[i];
            _nextChange[i] = learns && rows > 0 ? changes[i] + (changeRate * (Math.Abs(change) - changes[i])) : changes[i];
            Deviations[i] = Deviation(_nextMean[i], _nextVariance[i]);
            Scores[i] = Math.Clamp((cleaned - _nextMean[i]) / Deviations[i], -Clip, Clip);
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
        sequence.View<long>(_rows)[0]++;
    }

    private static double Deviation(double mean, double variance)
    {
        double smallest = SmallestRelative * mean;
        return Math.Sqrt(variance + (smallest * smallest) + SmallestVariance);
    }
}
