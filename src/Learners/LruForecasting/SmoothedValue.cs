using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>
/// Exponential smoothing of each series at eight rates, mixed by how well each has forecast so far ahead.
/// <code>
/// l_i ← l_i + 2^−i (r − l_i)      L_ij ← L_ij + α_j ((r_t − l_i,t−j)² − L_ij)      r_{t+h} = Σ_i w_ij l_i      w_ij ∝ 1 / L_ij⁴      j = 1, 2, 4, …, at most h
/// </code>
/// </summary>
/// <remarks>
/// The first rate is 1, the last value. Which is best depends on the series and on how far ahead is asked, so that errors j rows ahead choose for the steps
/// from j to 2 j − 1. Values that are missing, or not believed, change nothing.
/// </remarks>
internal sealed class SmoothedValue
{
    private const int Rates = 8;

    private readonly int _series;
    private readonly int _horizon;
    private readonly int _spans;
    private readonly double _rate;
    private readonly Field _levels;
    private readonly Field _past;
    private readonly Field _losses;
    private readonly Field _known;
    private readonly Field _judged;
    private readonly double[] _next;
    private readonly bool[] _isKnown;

    /// <summary>Adds the fields to <paramref name="sequence"/>.</summary>
    /// <param name="sequence">Where to.</param>
    /// <param name="series">Number of series.</param>
    /// <param name="options">Horizon, half-life.</param>
    /// <param name="scale">Counts the rows.</param>
    public SmoothedValue(Layout sequence, int series, LruForecasterOptions options, SeriesScale scale)
    {
        (_series, _horizon, _spans, _rate) = (series, options.Horizon, Span(options.Horizon) + 1, HalfLife.Rate(options.HalfLife));
        _levels = sequence.Add<double>("smoothed.levels", series, Rates);
        _past = sequence.Add<double>("smoothed.past", _horizon, series, Rates);
        _losses = sequence.Add<double>("smoothed.losses", series, _spans, Rates);
        _known = sequence.Add<long>("smoothed.known", series);
        _judged = sequence.Add<long>("smoothed.judged", series, _spans);
        sequence.RequireCounts(_known);
        sequence.RequireCounts(_judged);
        sequence.Require(buffer =>
        {
            foreach (long known in buffer.View<long>(_known))
            {
                FieldRules.Fit(known <= scale.Rows(buffer), _known, "at most the rows of the sequence");
            }
        });
        (_next, _isKnown) = (new double[series * Rates], new bool[series]);
    }

    /// <summary>Smooths the present row, without changing memory.</summary>
    public void Forward(LearnerMemory memory, SeriesScale scale)
    {
        memory.Sequence.View<double>(_levels).CopyTo(_next);
        for (int c = 0; c < _series; c++)
        {
            _isKnown[c] = scale.Qualities[c] == InputQuality.Clean;
            double first = 1.0 / (memory.Sequence.View<long>(_known)[c] + 1), rate = 1;
            for (int i = 0; i < Rates && _isKnown[c]; i++, rate /= 2)
            {
                ref double level = ref _next[(c * Rates) + i];
                level += Math.Max(first, rate) * (scale.Values[c] - level);
            }
        }
    }

    /// <summary>r so many rows ahead; NaN before the first value.</summary>
    public double Predict(LearnerMemory memory, int series, int ahead)
    {
        if (memory.Sequence.View<long>(_known)[series] == 0 && !_isKnown[series])
        {
            return double.NaN;
        }

        int span = Span(ahead);
        while (span > 0 && memory.Sequence.View<long>(_judged)[(series * _spans) + span] == 0)
        {
            span--;
        }

        ReadOnlySpan<double> losses = Losses(memory, series, span);
        double least = double.PositiveInfinity, sum = 0, weights = 0;
        foreach (double loss in losses)
        {
            least = Math.Min(least, loss);
        }

        for (int i = 0; i < Rates; i++)
        {
            double ratio = losses[i] > least ? least / losses[i] : 1, weight = ratio * ratio * (ratio * ratio);
            sum += weight * _next[(series * Rates) + i];
            weights += weight;
        }

        return sum / weights;
    }

    /// <summary>Makes the row that <see cref="Forward"/> saw the last one, and judges the rates by it.</summary>
    public void Commit(LearnerMemory memory, SeriesScale scale, long row)
    {
        for (int c = 0; c < _series; c++)
        {
            ref long known = ref memory.Sequence.View<long>(_known)[c];
            for (int span = 0; span < _spans && _isKnown[c] && known >= 1 << span; span++)
            {
                Judge(memory, c, span, scale.Values[c], Past(memory, row - (1 << span)).Slice(c * Rates, Rates));
            }

            known += _isKnown[c] ? 1 : 0;
        }

        _next.CopyTo(memory.Sequence.View<double>(_levels));
        _next.CopyTo(Past(memory, row));
    }

    private void Judge(LearnerMemory memory, int series, int span, double value, ReadOnlySpan<double> forecasts)
    {
        var losses = Losses(memory, series, span);
        double rate = RunningMean.Rate(++memory.Sequence.View<long>(_judged)[(series * _spans) + span], _rate / (1 << span), ForecasterParts.Youth);
        for (int i = 0; i < Rates; i++)
        {
            double error = value - forecasts[i];
            losses[i] += rate * ((error * error) - losses[i]);
        }
    }

    /// <summary>Which power of two judges a step: the largest that is not above it.</summary>
    private static int Span(int ahead) => BitOperations.Log2((uint)ahead);

    private Span<double> Losses(LearnerMemory memory, int series, int span) =>
        memory.Sequence.View<double>(_losses).Slice(((series * _spans) + span) * Rates, Rates);

    private Span<double> Past(LearnerMemory memory, long row) =>
        memory.Sequence.View<double>(_past).Slice((int)(row % _horizon) * _series * Rates, _series * Rates);
}
