using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>
/// What the readouts of a forecaster see of a row t. One form for all series, with the states s of the recurrence, and one for each series c by itself:
/// <code>
/// φ = 1, z, d, rhythms, Re s, Im s      φ_c = 1, z_c, rhythms, (r_c,t−k − r_c,t) / σ_c, (course_c,t+k − r_c,t) / σ_c
/// </code>
/// </summary>
/// <remarks>
/// Rhythms are the harmonics of the seasons and the phases that come with the row. Of the longest season of up to sixty rows φ_c has two seasons of lags and
/// the whole course; of any other, the values and the courses one season before the rows to come, a few of them.
/// </remarks>
internal sealed class ForecastFeatures
{
    /// <summary>Where the z of a row's values begin in the form for all series.</summary>
    public const int ScoresAt = 1;

    /// <summary>The longest season that is seen whole.</summary>
    public const int LongestWhole = 60;

    /// <summary>Lags of a series where there is no season, and where the first is a long one.</summary>
    private const int ShortLags = 3, LongSeasonLags = 24;

    /// <summary>The most rows to come for which a longer one is seen.</summary>
    private const int MostAhead = 24;

    private readonly int _inputs;
    private readonly int _phases;
    private readonly int _states;
    private readonly int _main;
    private readonly int _whole;
    private readonly int[] _periods;
    private readonly int[] _ahead;
    private readonly Harmonics _harmonics;

    /// <summary>Makes the forms.</summary>
    /// <param name="inputs">Values of a row, without phases.</param>
    /// <param name="phases">Phases of a row.</param>
    /// <param name="states">Numbers of the recurrence's state.</param>
    /// <param name="options">Seasons, harmonics, horizon.</param>
    public ForecastFeatures(int inputs, int phases, int states, LruForecasterOptions options)
    {
        (_inputs, _phases, _states, _periods) = (inputs, phases, states, options.Seasons);
        _harmonics = new(_periods, options.Harmonics);
        _main = options.MainSeason;
        _whole = _periods.Length > 0 && _periods[_main] <= LongestWhole ? _periods[_main] : 0;
        int most = _whole > 0 ? _whole : MostAhead;
        _ahead = Array.ConvertAll(_periods, period => period == _whole ? 0 : Math.Min(options.Horizon, most));
        Lags = _whole > 0 ? (2 * _whole) - 1 : _periods.Length > 0 ? LongSeasonLags : ShortLags;
    }

    /// <summary>Length of the form for all series.</summary>
    public int SharedCount => StatesAt + _states;

    /// <summary>Where the states begin in it.</summary>
    public int StatesAt => ScoresAt + DriveCount;

    /// <summary>Length of the form for one series.</summary>
    public int OwnCount => 2 + Rhythms + Lags + _whole + (2 * _ahead.Sum());

    /// <summary>Lags of a series.</summary>
    public int Lags { get; }

    /// <summary>Length of the recurrence's input.</summary>
    public int DriveCount => (2 * _inputs) + Rhythms;

    private int Rhythms => _harmonics.Count + _phases;

    /// <summary>Writes the recurrence's input: z, d, rhythms.</summary>
    public void FillDrive(SeriesScale scale, long row, ReadOnlySpan<double> phasesOfRow, Span<double> drive)
    {
        scale.Scores.CopyTo(drive);
        scale.Changes.CopyTo(drive[_inputs..]);
        _harmonics.Fill(row, drive[(2 * _inputs)..]);
        phasesOfRow.CopyTo(drive[((2 * _inputs) + _harmonics.Count)..]);
    }

    /// <summary>Writes the form for all series.</summary>
    public void FillShared(ReadOnlySpan<double> drive, ReadOnlySpan<double> state, Span<double> features)
    {
        features[0] = 1;
        drive[..DriveCount].CopyTo(features[1..]);
        state.CopyTo(features[StatesAt..]);
    }

    /// <summary>Writes the form for one series.</summary>
    public void FillOwn(LearnerMemory memory, SeriesScale scale, SeriesHistory history, long row, int series, ReadOnlySpan<double> drive, Span<double> features)
    {
        double value = scale.Values[series], deviation = scale.Deviations[series];
        features[0] = 1;
        features[1] = scale.Scores[series];
        drive[(2 * _inputs)..DriveCount].CopyTo(features[2..]);
        int next = 2 + Rhythms;
        for (int k = 1; k <= Lags; k++)
        {
            features[next++] = (history.Value(memory, row - k, series, row, value) - value) / deviation;
        }

        for (int k = 0; k < _whole; k++)
        {
            features[next++] = (history.Course(memory, _main, row + k, series, row, value) - value) / deviation;
        }

        for (int season = 0; season < _periods.Length; season++)
        {
            for (int k = 1; k <= _ahead[season]; k++)
            {
                long target = row + k, before = target - _periods[season];
                features[next++] = before == row ? 0 : (history.Value(memory, before, series, row, value) - value) / deviation;
                features[next++] = (history.Course(memory, season, target, series, row, value) - value) / deviation;
            }
        }
    }
}
