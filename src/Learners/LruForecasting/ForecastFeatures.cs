using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>
/// What the readouts of a forecaster see of a row t. One form for all series, with the states s of the recurrence, and one for each series c by itself:
/// <code>
/// φ = 1, z, d, rhythms, Re s, Im s      φ_c = 1, z_c, rhythms, (y_c,t−k − y_c,t) / √v_c, (course_c,t+k − y_c,t) / √v_c
/// </code>
/// </summary>
/// <remarks>Rhythms are the harmonics of the season and the phases that come with the row.</remarks>
internal sealed class ForecastFeatures(int inputs, int period, Season season, int phases, int states)
{
    /// <summary>Lags of a series where there is no season.</summary>
    private const int ShortLags = 3;

    /// <summary>Length of the form for all series.</summary>
    public int SharedCount => StatesAt + states;

    /// <summary>Where the states begin in it.</summary>
    public int StatesAt => 1 + DriveCount;

    /// <summary>Length of the form for one series.</summary>
    public int OwnCount => 2 + Rhythms + Lags + period;

    /// <summary>Lags of a series: two seasons.</summary>
    public int Lags => period > 0 ? (2 * period) - 1 : ShortLags;

    /// <summary>Length of the recurrence's input.</summary>
    public int DriveCount => (2 * inputs) + Rhythms;

    private int Rhythms => season.Count + phases;

    /// <summary>Writes the recurrence's input: z, d, rhythms.</summary>
    public void FillDrive(SeriesScale scale, long row, ReadOnlySpan<double> phasesOfRow, Span<double> drive)
    {
        scale.Scores.CopyTo(drive);
        scale.Changes.CopyTo(drive[inputs..]);
        season.At(row).CopyTo(drive[(2 * inputs)..]);
        phasesOfRow.CopyTo(drive[((2 * inputs) + season.Count)..]);
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
        drive[(2 * inputs)..DriveCount].CopyTo(features[2..]);
        int next = 2 + Rhythms;
        for (int k = 1; k <= Lags; k++)
        {
            features[next++] = (history.Value(memory, row - k, series, row, value) - value) / deviation;
        }

        for (int k = 0; k < period; k++)
        {
            features[next++] = (history.Course(memory, row + k, series, row, value) - value) / deviation;
        }
    }
}
