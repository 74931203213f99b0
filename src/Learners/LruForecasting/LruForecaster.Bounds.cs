using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <content>How far readouts may forecast, and learn from, what is beyond the usual: further where inputs are such that they may tell of it.</content>
public sealed partial class LruForecaster<T>
{
    /// <summary>Deviations off what was expected up to which readouts learn from a value that is not believed.</summary>
    private const double Shock = 5;

    /// <summary>Deviations from its mean beyond which a value of a row is unusual.</summary>
    private const double Unusual = 2;

    /// <summary>How much further than the largest change a readout may forecast, and what is kept of that change at each target.</summary>
    private const double Shown = 1.25, LargestKept = 0.999;

    private const double ChangeRate = 0.01;

    /// <summary>Rows after which a normal walk with mean absolute change c has a variance of 2 σ², in σ²/c²: 4/π.</summary>
    private const double WalkRows = 1.2732395447351628;

    /// <summary>
    /// The change beyond which no readout forecasts an output, in deviations: a few times the mean, or, where a row is unusual, a little more than has been
    /// seen behind such.
    /// </summary>
    private double LargestChange(int output, bool isUnusual) =>
        Math.Max(Options.LargestChange * _parts.Changes(Memory)[output], isUnusual ? Shown * _parts.LargestChanges(Memory)[output] : 0);

    /// <summary>Takes a change in that was to be forecast. One beyond the gate's limit says no more than one at it.</summary>
    private void LearnLargestChange(int output, double change, bool isUnusual)
    {
        double size = Math.Abs(change);
        ref double mean = ref _parts.Changes(Memory)[output], largest = ref _parts.LargestChanges(Memory)[output];
        mean += ChangeRate * (Math.Min(size, Options.LargestChange * Math.Max(1, mean)) - mean);
        largest = isUnusual ? Math.Max(LargestKept * largest, Math.Min(size, Options.Unit.Update.Gate.WinsorizeLimit ?? Options.LargestChange)) : largest;
    }

    /// <summary>The r that readouts learn from: of a value that is not believed, what was expected and a bounded part of the way to it.</summary>
    private double Believed(int series)
    {
        var scale = _parts.Scale;
        double expected = scale.Values[series], room = Shock * scale.Deviations[series];
        return expected
            + (scale.Qualities[series] == InputQuality.Spike ? Math.Clamp(scale.Raw[series] - scale.Levels[series] - expected, -room, room) : 0);
    }

    /// <summary>
    /// Whether a series' value is not believed now, but was known where the forecast began, and the row was so unusual there that its inputs may tell of it.
    /// </summary>
    private bool IsExplicable(long origin, int series) => _parts.Scale.Qualities[series] == InputQuality.Spike
        && _parts.Issued.IsKnown(Memory, origin, series) && IsUnusual(_parts.Shared.FeaturesOf(Memory, origin, series));

    /// <summary>The half-width of an output's interval.</summary>
    private double HalfWidth(long row, int output)
    {
        var scale = _parts.Scale;
        int series = output % Series, ahead = (output / Series) + 1;
        double unit = scale.Units[series], widening = Widening(ahead, _parts.Issued.Missing(Memory, row, scale, series), scale.Deviations[series], unit);
        return widening * _parts.Bands.HalfWidth(Memory, output, row + ahead, unit);
    }

    /// <summary>
    /// How many times wider an interval is where the last values of a series are missing: as a walk of its mean change spreads over the rows from the last that
    /// is known, until that is as far as two of its values lie apart.
    /// </summary>
    /// <param name="ahead">The step.</param>
    /// <param name="missing">Rows for which the value has been missing.</param>
    /// <param name="deviation">The deviation of the series.</param>
    /// <param name="change">Its mean absolute change from row to row.</param>
    private static double Widening(int ahead, long missing, double deviation, double change)
    {
        if (missing == 0 || !(change > 0))
        {
            return 1;
        }

        double rows = deviation / change * (deviation / change) * WalkRows;
        return Math.Sqrt(Math.Clamp(rows, ahead, ahead + missing) / ahead);
    }

    /// <summary>Whether a row is so unusual, and has inputs that may tell why, that what comes next may be beyond what is usual.</summary>
    /// <param name="shared">The row's φ for all series.</param>
    private bool IsUnusual(ReadOnlySpan<double> shared)
    {
        bool isUnusual = false;
        foreach (double score in shared.Slice(ForecastFeatures.ScoresAt, _expected.Length))
        {
            isUnusual |= Math.Abs(score) > Unusual;
        }

        return isUnusual && Exogenous > 0;
    }
}
