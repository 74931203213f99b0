using AdaptiveML.Pipeline;

namespace Microsoft.ML;

/// <summary>Divides the rows of a stream.</summary>
public static class OnlineDataCatalog
{
    /// <summary>
    /// Divides rows into those to learn from and later ones to test by. <c>TrainTestSplit</c> and <c>CrossValidate</c> draw rows at random: a model that
    /// follows a stream then learns from rows behind those it is tested on, and its errors look smaller than they will be.
    /// </summary>
    /// <remarks>
    /// With a time column, rows are divided at a moment: those of one time are on the same side, whatever the order of the rows, and each side keeps it. Rows
    /// without a time are on neither side. Where the view has several groups the moment is the same for all.
    /// </remarks>
    /// <example>
    /// <code>
    /// var split = mlContext.Data.TimeSplit(rows, testFraction: 0.3, timeColumnName: "Time");
    /// var model = pipeline.Fit(split.TrainSet);
    /// Console.WriteLine(mlContext.Model.EvaluatePrequential(model, split.TestSet));
    /// </code>
    /// </example>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">The rows; of a time column they are read once, and else counted.</param>
    /// <param name="testFraction">Share of the rows to test by, above 0 and below 1.</param>
    /// <param name="timeColumnName">When a row was: DateTime, DateTimeOffset, TimeSpan or a number; or null where rows are in the order of time.</param>
    /// <returns>The earlier rows and the later ones.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of its range; or the time column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows on one side, as where all are of one time.</exception>
    public static TimeSplitData TimeSplit(this DataOperationsCatalog catalog, IDataView data, double testFraction = 0.1, string? timeColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        if (!(testFraction is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "The share must be above 0 and below 1.");
        }

        if (timeColumnName is null)
        {
            long rows = RowCounts.Of(data), earlier = (long)Math.Round((1 - testFraction) * rows);
            return earlier > 0 && earlier < rows
                ? new(catalog.TakeRows(data, earlier), catalog.SkipRows(data, earlier))
                : throw new InvalidOperationException($"Of {rows} rows there are none on one side.");
        }

        var column = ColumnChecks.Find(data.Schema, ColumnRole.Time, timeColumnName);
        long[] times = TimeRangeView.Times(data, column);
        Array.Sort(times);
        long? from = times.Length == 0 ? null : times[Math.Clamp((int)Math.Round((1 - testFraction) * times.Length), 0, times.Length - 1)];
        return from is { } moment && times[0] < moment
            ? new(new TimeRangeView(data, column, moment, isFrom: false), new TimeRangeView(data, column, moment, isFrom: true))
            : throw new InvalidOperationException($"Of {times.Length} rows with a time in '{timeColumnName}' there are none on one side of a moment.");
    }
}
