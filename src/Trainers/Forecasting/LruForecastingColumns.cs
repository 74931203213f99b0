using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>The columns that a forecaster reads and writes.</summary>
internal sealed record LruForecastingColumns(string Forecast, string Label, string? Features, string? LowerBound, string? UpperBound)
{
    /// <summary>Throws where a name is missing, or is given twice among those that are read or those that are written.</summary>
    /// <exception cref="ArgumentException">Names the column.</exception>
    public void Validate(LruForecastingOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(Forecast);
        ArgumentException.ThrowIfNullOrEmpty(Label);
        ColumnChecks.RequireDistinct(Label, Features);
        if (options is { Calendar: not null, TimeColumnName: null })
        {
            throw new ArgumentException("The calendar's harmonics are those of a time column, and no TimeColumnName is given.");
        }

        if (options is { ForecastTimeColumnName: { } times, TimeColumnName: null })
        {
            throw new ArgumentException($"The times in '{times}' follow those of a time column, and no TimeColumnName is given.");
        }

        ColumnChecks.RequireDistinct(
            Forecast,
            LowerBound,
            UpperBound,
            options.AlarmColumnName,
            options.AlarmReasonColumnName,
            options.ExpertWeightsColumnName,
            options.ForecastTimeColumnName);
    }
}
