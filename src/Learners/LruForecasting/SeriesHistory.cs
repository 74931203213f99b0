using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>The last values of the series of a sequence, and their mean seasonal course.</summary>
internal sealed class SeriesHistory
{
    /// <summary>Share of a value in the course at its place in the season.</summary>
    private const double CourseRate = 0.1;

    private readonly int _series;
    private readonly int _rows;
    private readonly int _period;
    private readonly Field _values;
    private readonly Field _course;

    /// <summary>Adds the fields to <paramref name="sequence"/>.</summary>
    /// <param name="sequence">Where to.</param>
    /// <param name="series">Number of series.</param>
    /// <param name="rows">Rows to remember.</param>
    /// <param name="period">Rows of a season; 0 where there is none.</param>
    public SeriesHistory(Layout sequence, int series, int rows, int period)
    {
        (_series, _rows, _period) = (series, rows, period);
        _values = sequence.Add<double>("history.values", rows, series);
        _course = sequence.Add<double>("history.course", period, series);
    }

    /// <summary>A value of a row before the present one; where there is none, <paramref name="otherwise"/>.</summary>
    public double Value(LearnerMemory memory, long row, int series, long present, double otherwise) =>
        row < 0 || present - row > _rows ? otherwise : memory.Sequence.View<double>(_values)[((int)(row % _rows) * _series) + series];

    /// <summary>The mean course at the place in the season of a row; where there is none, <paramref name="otherwise"/>.</summary>
    public double Course(LearnerMemory memory, long row, int series, long present, double otherwise) =>
        present < _period ? otherwise : memory.Sequence.View<double>(_course)[((int)(row % _period) * _series) + series];

    /// <summary>Appends the present row.</summary>
    public void Commit(LearnerMemory memory, long present, ReadOnlySpan<double> values)
    {
        values[.._series].CopyTo(memory.Sequence.View<double>(_values)[((int)(present % _rows) * _series)..]);
        if (_period == 0)
        {
            return;
        }

        var course = memory.Sequence.View<double>(_course).Slice((int)(present % _period) * _series, _series);
        for (int c = 0; c < _series; c++)
        {
            course[c] = present < _period ? values[c] : course[c] + (CourseRate * (values[c] - course[c]));
        }
    }
}
