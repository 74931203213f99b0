using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// What the readouts of a forecaster see of a row t. One form for all series, with the states s of the recurrence, and one for each series c by itself:
/// <code>
/// φ = 1, z, d, harmonics, Re s, Im s      φ_c = 1, z_c, harmonics, (y_c,t−k − y_c,t) / √v_c, (course_c,t+k − y_c,t) / √v_c
/// </code>
/// </summary>
internal sealed class ForecastFeatures(int inputs, int period, Season season, int states)
{
    /// <summary>Lags of a series where there is no season.</summary>
    private const int ShortLags = 3;

    /// <summary>Length of the form for all series.</summary>
    public int SharedCount => StatesAt + states;

    /// <summary>Where the states begin in it.</summary>
    public int StatesAt => 1 + (2 * inputs) + season.Count;

    /// <summary>Length of the form for one series.</summary>
    public int OwnCount => 2 + season.Count + Lags + period;

    /// <summary>Lags of a series: two seasons.</summary>
    public int Lags => period > 0 ? (2 * period) - 1 : ShortLags;

    /// <summary>Length of the recurrence's input.</summary>
    public int DriveCount => (2 * inputs) + season.Count;

    /// <summary>Writes the recurrence's input: z, d, harmonics.</summary>
    public void FillDrive(SeriesScale scale, long row, Span<double> drive)
    {
        scale.Scores.CopyTo(drive);
        scale.Changes.CopyTo(drive[inputs..]);
        season.At(row).CopyTo(drive[(2 * inputs)..]);
    }

    /// <summary>Writes the form for all series.</summary>
    public void FillShared(ReadOnlySpan<double> drive, ReadOnlySpan<double> state, Span<double> features)
    {
        features[0] = 1;
        drive[..DriveCount].CopyTo(features[1..]);
        state.CopyTo(features[StatesAt..]);
    }

    /// <summary>Writes the form for one series.</summary>
    public void FillOwn(LearnerMemory memory, SeriesScale scale, SeriesHistory history, long row, int series, Span<double> features)
    {
        double value = scale.Values[series], deviation = scale.Deviations[series];
        features[0] = 1;
        features[1] = scale.Scores[series];
        season.At(row).CopyTo(features[2..]);
        int next = 2 + season.Count;
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
