using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>What departures mean, by the rows of the fit. All members are doubles, as the memory of a learner takes them.</summary>
internal struct DriftCalibration
{
    /// <summary>How many times the mean departure of the fit a row counts at most, so that a wild one is forgotten again.</summary>
    private const double LargestDeparture = 100;

    private const int Parts = 3;

    /// <summary>Power of its length by which a run becomes rarer.</summary>
    private const double RunPower = 4;

    /// <summary>Scores beyond which the three parts exclude each other to working precision.</summary>
    private const double Rare = 6;

    private TailScore _level;
    private TailScore _step;
    private TailScore _repeats;
    private double _meanLevel;
    private double _meanStep;
    private double _rows;

    /// <summary>Takes what a fit has found; a fit without rows says nothing.</summary>
    /// <param name="measured">Mean departures of level and step.</param>
    /// <param name="smoothed">The smoothed departures of each row that has a score, and its runs of equal values: shares of the longest in the fit.</param>
    public void Fit((double Level, double Step) measured, IReadOnlyList<(double Level, double Step, double Repeats)> smoothed)
    {
        (_meanLevel, _meanStep, _rows) = (measured.Level, measured.Step, smoothed.Count);
        if (smoothed.Count > 0)
        {
            _level = TailScore.Of([.. smoothed.Select(row => row.Level)]);
            _step = TailScore.Of([.. smoothed.Select(row => row.Step)]);
            _repeats = TailScore.Of([.. smoothed.Select(row => row.Repeats)]);
        }
    }

    /// <summary>Takes a row's departures into the smoothed ones of its sequence, which begins with those of the fit.</summary>
    /// <param name="track">The sequence, with the row.</param>
    /// <param name="measured">The row's departures.</param>
    /// <param name="rates">Their shares in the smoothed ones.</param>
    public readonly void Smooth(in DriftTrack track, (double Level, double Step) measured, (double Level, double Step) rates)
    {
        if (track.Count == 1)
        {
            (track.Level, track.Step) = (_meanLevel, _meanStep);
        }

        track.Level += rates.Level * (Math.Min(measured.Level, LargestDeparture * _meanLevel) - track.Level);
        track.Step += rates.Step * (Math.Min(measured.Step, LargestDeparture * _meanStep) - track.Step);
    }

    /// <summary>
    /// −log10 of the chance that any of the three parts is as unusual as the most unusual one, were they independent; 0 before a fit.
    /// </summary>
    /// <param name="track">The sequence, with the row.</param>
    /// <param name="repeats">The longest run of equal values, as a share of the longest that its column had in the fit and one more.</param>
    public readonly double Score(in DriftTrack track, double repeats)
    {
        if (_rows == 0)
        {
            return 0;
        }

        double score = Math.Max(Math.Max(_level.Of(track.Level), _step.Of(track.Step)), OfRepeats(repeats));
        if (score > Rare)
        {
            return score - TailScore.Log10(Parts);
        }

        double other = 1 - Elementary.Exp(-score * TailScore.Ln10);
        return Math.Max(0, -TailScore.Log10(1 - (other * other * other)));
    }

    /// <summary>A run longer than any in the fit is as rare as one row in all; a longer one is rarer by a power of its length, since plants rest.</summary>
    private readonly double OfRepeats(double repeats)
    {
        double longest = TailScore.Log10(_rows);
        return repeats < 1 ? Math.Min(_repeats.Of(repeats), longest) : longest + (RunPower * TailScore.Log10(repeats));
    }
}
