using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Trainers;

namespace Microsoft.ML;

public static partial class OnlineTrainersCatalog
{
    /// <summary>
    /// A forecaster of one or more series that goes on learning in use: row t holds the values at t, the output the next <paramref name="horizon"/> values. The
    /// label column is an input: scoring needs it.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The forecast: a vector of Single, for each step ahead the value of each series; slot names "Load+1".</param>
    /// <param name="labelColumnName">The series: Single, or a vector of Single of known size for several; NaN where a value is not known.</param>
    /// <param name="featureColumnName">What else is known at a row: a vector of Single of known size; or null.</param>
    /// <param name="horizon">Rows to forecast, from 1 to 4096.</param>
    /// <param name="confidenceLowerBoundColumn">The lower bounds of the forecast's intervals, a vector like it; or null.</param>
    /// <param name="confidenceUpperBoundColumn">The upper bounds; or null.</param>
    /// <param name="confidenceLevel">Share of the values that the intervals are to cover, from 0.5 to 0.999.</param>
    /// <param name="period">Rows of a season, such as 24 for hourly rows of daily rhythm, from 2 to 8784; null: the fit looks for seasons in its rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LruForecastingEstimator ForecastByLru(
        this ForecastingCatalog catalog,
        string outputColumnName,
        string labelColumnName,
        string? featureColumnName = null,
        int horizon = 1,
        string? confidenceLowerBoundColumn = null,
        string? confidenceUpperBoundColumn = null,
        float confidenceLevel = 0.95f,
        int? period = null) => catalog.ForecastByLru(new LruForecastingOptions
        {
            OutputColumnName = outputColumnName,
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ConfidenceLowerBoundColumnName = confidenceLowerBoundColumn,
            ConfidenceUpperBoundColumnName = confidenceUpperBoundColumn,
            Forecaster = new LruForecasterOptions { Horizon = horizon, ConfidenceLevel = Math.Round(confidenceLevel, 6), Period = period },
        });

    /// <summary>The same with all options.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">A column is named twice, or a calendar has no time column.</exception>
    public static LruForecastingEstimator ForecastByLru(this ForecastingCatalog catalog, LruForecastingOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(options);
    }
}
