using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>The last values of the series of a sequence, less their levels and as they came in, and their mean course of each season.</summary>
internal sealed class SeriesHistory
{
    /// <summary>Share of a value in the course at its place in the season, once there are many.</summary>
    private const double CourseRate = 0.1;

    private readonly int _series;
    private readonly int _rows;
    private readonly int _rawRows;
    private readonly int[] _periods;
    private readonly int _main;
    private readonly Field _values;
    private readonly Field _raw;
    private readonly Field _doubts;
    private readonly Field[] _courses;

    /// <summary>Adds the fields to <paramref name="sequence"/>.</summary>
    /// <param name="sequence">Where to.</param>
    /// <param name="series">Number of series.</param>
    /// <param name="rows">Rows to remember.</param>
    /// <param name="periods">Rows of each season, the longest last.</param>
    /// <param name="main">Which of them is the first one.</param>
    public SeriesHistory(Layout sequence, int series, int rows, int[] periods, int main)
    {
        (_series, _rows, _periods, _main, _rawRows) = (series, rows, periods, main, periods is [.., var longest] ? longest : 0);
        _values = sequence.Add<double>("history.values", rows, series);
        _raw = sequence.Add<double>("history.raw", _rawRows, series);
        _doubts = sequence.Add<double>("history.doubts", _rawRows, series);
        _courses = Array.ConvertAll(_periods, period => sequence.Add<double>($"history.course{period}", period, series));
    }

    /// <summary>A value of a row before the present one, less its level; where there is none, <paramref name="otherwise"/>.</summary>
    public double Value(LearnerMemory memory, long row, int series, long present, double otherwise) =>
        row < 0 || present - row > _rows ? otherwise : memory.Sequence.View<double>(_values)[((int)(row % _rows) * _series) + series];

    /// <summary>
    /// A value of a row before the present one, within the longest season, as it came in; NaN where there is none, where it was not believed, unless it was
    /// like the one a season before, or where it was of a level that has not lasted.
    /// </summary>
    public double Raw(LearnerMemory memory, long row, int series) =>
        row < 0 || memory.Sequence.View<double>(_doubts)[RawPlace(row, series)] != 0 ? double.NaN : memory.Sequence.View<double>(_raw)[RawPlace(row, series)];

    /// <summary>The mean course of a season, less the level, at the place of a row; where there is none, <paramref name="otherwise"/>.</summary>
    public double Course(LearnerMemory memory, int season, long row, int series, long present, double otherwise) =>
        present < _periods[season] ? otherwise : memory.Sequence.View<double>(_courses[season])[((int)(row % _periods[season]) * _series) + series];

    /// <summary>Appends the present row.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="present">The row.</param>
    /// <param name="scale">Its values.</param>
    public void Commit(LearnerMemory memory, long present, SeriesScale scale)
    {
        var values = scale.Values.AsSpan(0, _series);
        values.CopyTo(memory.Sequence.View<double>(_values)[((int)(present % _rows) * _series)..]);
        for (int c = 0; c < _series && _rawRows > 0; c++)
        {
            double value = values[c] + scale.Hedges[c], raw = double.IsNaN(scale.Raw[c]) ? value : scale.Raw[c];
            ref double kept = ref memory.Sequence.View<double>(_raw)[RawPlace(present, c)];
            bool isBelieved = scale.Qualities[c] != InputQuality.Spike
                || (present >= _rawRows && Math.Abs(raw - kept) < Math.Abs(raw - scale.Levels[c] - values[c]) / 2);
            memory.Sequence.View<double>(_doubts)[RawPlace(present, c)] = isBelieved ? 0 : 1;
            kept = raw;
        }

        for (int c = 0; c < _series && _rawRows > 0; c++)
        {
            Forget(memory, present, c, scale.Abandoned(c));
        }

        for (int season = 0; season < _periods.Length; season++)
        {
            int period = _periods[season];
            var course = memory.Sequence.View<double>(_courses[season]).Slice((int)(present % period) * _series, _series);
            double rate = Math.Max(CourseRate, 1.0 / ((present / period) + 1));
            for (int c = 0; c < _series; c++)
            {
                course[c] += scale.IsNew(c) ? 0 : rate * (values[c] - course[c]);
            }
        }
    }

    /// <summary>In the place of the last values before the present one, which were of a level that has not lasted, stands the mean course.</summary>
    private void Forget(LearnerMemory memory, long present, int series, long count)
    {
        for (long row = present - 1; row >= Math.Max(0, present - Math.Min(count, Math.Max(_rows, _rawRows))); row--)
        {
            if (present - row < _rawRows)
            {
                memory.Sequence.View<double>(_doubts)[RawPlace(row, series)] = 1;
            }

            if (present - row < _rows)
            {
                ref double value = ref memory.Sequence.View<double>(_values)[((int)(row % _rows) * _series) + series];
                value = Course(memory, _main, row, series, present, value);
            }
        }
    }

    private int RawPlace(long row, int series) => ((int)(row % _rawRows) * _series) + series;
}
