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

    /// <summary>The same with options, but for the columns that are given by name, and perhaps the horizon and the confidence level.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The forecast, in place of that of the options.</param>
    /// <param name="labelColumnName">The series, in place of those of the options.</param>
    /// <param name="options">The options.</param>
    /// <param name="featureColumnName">What else is known at a row; null for that of the options.</param>
    /// <param name="horizon">Rows to forecast, from 1 to 4096; null for that of the options.</param>
    /// <param name="confidenceLowerBoundColumn">The lower bounds of the forecast's intervals; null for those of the options.</param>
    /// <param name="confidenceUpperBoundColumn">The upper bounds; null for those of the options.</param>
    /// <param name="confidenceLevel">Share of the values that the intervals are to cover, from 0.5 to 0.999; null for that of the options.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">The horizon or the confidence level is given here and in the options, and differs.</exception>
    public static LruForecastingEstimator ForecastByLru(
        this ForecastingCatalog catalog,
        string outputColumnName,
        string labelColumnName,
        LruForecastingOptions options,
        string? featureColumnName = null,
        int? horizon = null,
        string? confidenceLowerBoundColumn = null,
        string? confidenceUpperBoundColumn = null,
        float? confidenceLevel = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (forecaster, defaults) = (options.Forecaster, new LruForecasterOptions());
        double? level = confidenceLevel is { } share ? Math.Round(share, 6) : null;
        return catalog.ForecastByLru(options with
        {
            OutputColumnName = outputColumnName,
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName ?? options.FeatureColumnName,
            ConfidenceLowerBoundColumnName = confidenceLowerBoundColumn ?? options.ConfidenceLowerBoundColumnName,
            ConfidenceUpperBoundColumnName = confidenceUpperBoundColumn ?? options.ConfidenceUpperBoundColumnName,
            Forecaster = forecaster with
            {
                Horizon = Agreed(horizon, forecaster.Horizon, defaults.Horizon, nameof(horizon)),
                ConfidenceLevel = Agreed(level, forecaster.ConfidenceLevel, defaults.ConfidenceLevel, nameof(confidenceLevel)),
            },
        });
    }

    /// <summary>What is given as a parameter, or where nothing is in the options.</summary>
    private static T Agreed<T>(T? given, T inOptions, T standard, string name)
        where T : struct, IEquatable<T> =>
        given is not { } value ? inOptions
        : inOptions.Equals(standard) || inOptions.Equals(value) ? value
        : throw new ArgumentException($"It is {value} here and {inOptions} in the options of the forecaster: give it once.", name);
}
