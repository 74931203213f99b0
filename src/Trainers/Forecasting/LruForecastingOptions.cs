using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>Options of <see cref="LruForecastingEstimator"/>.</summary>
public sealed record LruForecastingOptions
{
    /// <summary>
    /// The forecast that is written: a vector of Single, for each step ahead the value of each series; slot names "Load+1". Default: "Score".
    /// </summary>
    public string OutputColumnName { get; init; } = DefaultColumnNames.Score;

    /// <summary>The series: Single, or a vector of Single of known size for several; NaN where a value is not known. Default: "Label".</summary>
    public string LabelColumnName { get; init; } = DefaultColumnNames.Label;

    /// <summary>What else is known at a row: a vector of Single of known size; or null. Default: null.</summary>
    public string? FeatureColumnName { get; init; }

    /// <summary>The lower bounds of the forecast's intervals, a vector like it; or null. Default: null.</summary>
    public string? ConfidenceLowerBoundColumnName { get; init; }

    /// <summary>The upper bounds; or null. Default: null.</summary>
    public string? ConfidenceUpperBoundColumnName { get; init; }

    /// <summary>Shape and learning rules of the forecaster, its horizon and its confidence level among them.</summary>
    public LruForecasterOptions Forecaster { get; init; } = new();

    /// <summary>What stands between a row and what has been learnt; or null for that of <see cref="Forecaster"/>. Default: null.</summary>
    public GateOptions? Gate { get; init; }

    /// <summary>
    /// The column that tells sequences apart, such as the transformer that a row is of: text, an integer or a key; or null where all rows are one. Each has a
    /// past and a state of its own, all learn one forecaster; <see cref="UpdateOptions.MaximumSequences"/> bounds how many are kept. Default: null.
    /// </summary>
    public string? GroupColumnName { get; init; }

    /// <summary>
    /// The column that says when a row was: DateTime, DateTimeOffset, TimeSpan or a number; or null. Rows are taken in the order of the view, whatever it says;
    /// times that are repeated or go back within a sequence are counted. Default: null.
    /// </summary>
    public string? TimeColumnName { get; init; }

    /// <summary>
    /// The harmonics of the day, the week and the year that the forecaster is to see of the row's time, or null for none; they hold whatever rows are missing,
    /// unlike a season counted in rows. The time column is then an input, which scoring needs: DateTime, DateTimeOffset (its local clock counts) or TimeSpan.
    /// Default: null.
    /// </summary>
    public CalendarHarmonics? Calendar { get; init; }

    /// <summary>
    /// The column that says whether the forecast of a series is to be looked at before it is trusted: Boolean, or where the label is a vector a vector of
    /// Boolean with the names of the series as slot names; or null. Default: null.
    /// </summary>
    public string? AlarmColumnName { get; init; }

    /// <summary>
    /// The column that says why: the name of an <see cref="AlarmReason"/>, "None" where there is no alarm; text, or where the label is a vector a vector of
    /// text with the names of the series as slot names; or null. Default: null.
    /// </summary>
    public string? AlarmReasonColumnName { get; init; }

    /// <summary>
    /// The column that the mean weights of the combined experts are written to, a vector of Single with their names as slot names; or null. Default: null.
    /// </summary>
    public string? ExpertWeightsColumnName { get; init; }

    /// <summary>
    /// The column that the times of the rows ahead are written to: a vector of DateTime, one a step, slot names "+1"; or null. They follow the time of the row
    /// by the steps of the fit's rows: a length of time, or calendar months, quarters or years. The time column is then an input, which scoring needs:
    /// DateTime, or DateTimeOffset, whose local clock counts. Default: null.
    /// </summary>
    public string? ForecastTimeColumnName { get; init; }

    /// <summary>Whether the transformer's <c>Transform</c> learns as it goes: <see cref="OnlineTransformer.AdaptsInTransform"/>. Default: false.</summary>
    public bool AdaptsInTransform { get; init; }

    /// <summary>Is told of the fit when its one pass is made.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the fit.</summary>
    public CancellationToken CancellationToken { get; init; }
}
