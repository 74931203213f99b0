using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Trainers;

/// <summary>Fits a forecaster to rows in time order: of each row it forecasts the next values of its series, and it goes on learning in use.</summary>
/// <remarks>
/// <para>To create this estimator, use <c>mlContext.Forecasting.ForecastByLru</c>; to learn in use, <c>mlContext.Model.CreateOnlineEngine</c>.</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Forecasting: row t holds the values at t, the output those at t + 1, …, t +
/// horizon</description></item>
/// <item><term>Input column data type</term><description>Label: Single, or vector of Single of known size; NaN where not known. It is an input: scoring needs
/// it. Features: vector of Single of known size. Group: text, integer or key. Time: DateTime, DateTimeOffset, TimeSpan or number; with a calendar no number,
/// and an input; DateTime or DateTimeOffset where times ahead are written</description></item>
/// <item><term>Output column data type</term><description>Vectors of Single with slot names: the forecast and its bounds, step by step; the weights of the
/// experts. Alarm, Boolean, and its reason, text: one, or where the label is a vector a vector of one a series. Times ahead:
/// vector of DateTime</description></item>
/// <item><term>Is normalization required?</term><description>No: each series is followed by a running scale</description></item>
/// <item><term>Is caching required?</term><description>No: the rows are read once, in order, into memory</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>The method, its sources and its cost: <see cref="LruForecaster{T}"/>. The fit is one pass of the rule that learns in use. Where neither
/// <see cref="LruForecasterOptions.Period"/> nor <see cref="LruForecasterOptions.Periods"/> is given it looks for seasons in its rows first;
/// <c>Periods = []</c> is for none. What was found, and what more rows would give, is in
/// <see cref="OnlineTransformer.FitMessages"/>.</para>
/// </remarks>
/// <example>
/// <code><![CDATA[
/// var mlContext = new MLContext(seed: 1);
/// var hours = Enumerable.Range(0, 24 * 60).Select(t => new { Load = 10 + MathF.Sin(MathF.Tau * t / 24) }).ToArray();
/// var history = mlContext.Data.LoadFromEnumerable(hours[..1200]);
/// var later = mlContext.Data.LoadFromEnumerable(hours[1200..]);
///
/// var model = mlContext.Forecasting.ForecastByLru(
///     outputColumnName: "Forecast",
///     labelColumnName: "Load",
///     horizon: 24,
///     confidenceLowerBoundColumn: "Low",
///     confidenceUpperBoundColumn: "High",
///     period: 24).Fit(history);
///
/// // A new model, which has learnt the rows that came since.
/// var updated = mlContext.Model.Update(model, later);
/// float[] day = updated.Transform(later).GetColumn<float[]>("Forecast").Last();
/// Console.WriteLine($"in an hour {day[0]:F2}, in a day {day[23]:F2}");
/// ]]></code>
/// </example>
public sealed class LruForecastingEstimator : IEstimator<LruForecastingTransformer>
{
    private readonly LruForecastingColumns _columns;
    private readonly LruForecastingOptions _options;

    internal LruForecastingEstimator(LruForecastingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var columns = new LruForecastingColumns(
            options.OutputColumnName,
            options.LabelColumnName,
            options.FeatureColumnName,
            options.ConfidenceLowerBoundColumnName,
            options.ConfidenceUpperBoundColumnName);
        columns.Validate(options);
        options.Calendar?.Validate();
        _columns = columns;
        var forecaster = options.Forecaster;
        var unit = options.Gate is { } gate ? forecaster.Unit with { Update = forecaster.Unit.Update with { Gate = gate } } : forecaster.Unit;
        _options = options with { Forecaster = forecaster with { Phases = forecaster.Phases + (options.Calendar?.Count ?? 0), Unit = unit } };
        _options.Forecaster.Validate();
    }

    /// <summary>Reads the rows, in the order of the view, and goes over them once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    /// <exception cref="ArgumentException">The forecast would have more slots than a saved model can write: 8191; or the options take more values of a row for
    /// phases than there are.</exception>
    /// <exception cref="InvalidOperationException">There are no rows; or times ahead are to be written, and no time follows another.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public LruForecastingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        input = CancellableView.Of(input, _options.CancellationToken);
        var columns = OnlineColumns.For(
            input.Schema,
            _columns.Features,
            _columns.Label,
            _columns.Forecast,
            _options.GroupColumnName,
            _options.TimeColumnName,
            labelIsInput: true,
            calendar: _options.Calendar,
            clock: Clock);
        var rows = TrainingData.Read(input, columns);
        var series = SlotNames.Of(input.Schema[_columns.Label]);
        var seasons = new SeasonsOfRows(rows, series.Count);
        var forecaster = seasons.Complete(_options.Forecaster);
        var learner = new LruForecaster<float>(series.Count, Exogenous(rows.InputSize - series.Count), forecaster);
        var passes = OnePass.Fit(learner, rows, _options.Progress, _options.CancellationToken);
        var model = new OnlineModel(new LruForecastingComponent(), columns, learner, FitMessages.Save(seasons.Messages(forecaster)))
            .Writing(Outputs(learner, series, columns.LabelSize is not null, Step(rows)));
        return new(model.FittedTo(rows, passes).Adapting(_options.AdaptsInTransform));
    }

    /// <summary>The input's columns and those of the forecast.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ColumnChecks.RequireSeries(inputSchema, _columns.Label);
        if (_columns.Features is { } features)
        {
            ColumnChecks.RequireFeatures(inputSchema, features);
        }

        ColumnChecks.RequireContext(inputSchema, _options.GroupColumnName, _options.TimeColumnName, null);
        if (Clock is { } clock)
        {
            ColumnChecks.RequireClock(inputSchema, clock, _options.TimeColumnName!);
        }

        bool isVector = inputSchema.Single(column => column.Name == _columns.Label).Kind == SchemaShape.Column.VectorKind.Vector;
        var outputs = Outputs(null, [], isVector, default(TimeStep));
        return inputSchema.With([.. outputs.Select(output => SchemaShapes.Of(output.Name, output.Kind, output.SlotNames is not null))]);
    }

    /// <summary>What the time column must be, where scoring reads it.</summary>
    private ColumnRole? Clock => _options.ForecastTimeColumnName is not null ? ColumnRole.Date : _options.Calendar is not null ? ColumnRole.Clock : null;

    private TimeStep? Step(TrainingRows<float> rows) => _options.ForecastTimeColumnName is not { } times ? null
        : StepOfRows.Find(rows) ?? throw new InvalidOperationException(
            $"The times in '{times}' cannot be told: no time in '{_options.TimeColumnName}' follows another of its sequence. Fit to two rows or more.");

    private int Exogenous(int behindTheSeries) => behindTheSeries >= _options.Forecaster.Phases
        ? behindTheSeries - _options.Forecaster.Phases
        : throw new ArgumentException(
            $"The forecaster takes the last {_options.Forecaster.Phases} values of a row for phases; behind the series it has {behindTheSeries}.");

    /// <summary>
    /// The columns to write of a learner; without one, what kinds of column there will be, and no places. Alarms are like the label: one, or one a series.
    /// </summary>
    private OnlineOutput[] Outputs(LruForecaster<float>? learner, IReadOnlyList<string> series, bool isVector, TimeStep? step)
    {
        int At(string part) => learner?.Output[part].Offset ?? 0;

        string[] slots = [.. Enumerable.Range(1, _options.Forecaster.Horizon).SelectMany(ahead => series.Select(name => $"{name}+{ahead}"))];
        var alarmSlots = isVector ? series : null;
        var all = new OnlineOutput?[]
        {
            OnlineOutput.Vector(_columns.Forecast, At(PredictionNames.Score), slots),
            _columns.LowerBound is { } lower ? OnlineOutput.Vector(lower, At(PredictionNames.LowerBound), slots) : null,
            _columns.UpperBound is { } upper ? OnlineOutput.Vector(upper, At(PredictionNames.UpperBound), slots) : null,
            _options.AlarmColumnName is { } alarm ? OnlineOutput.Alarm(alarm, At(PredictionNames.Alarm), alarmSlots) : null,
            _options.AlarmReasonColumnName is { } reason ? OnlineOutput.AlarmReason(reason, At(PredictionNames.Alarm), alarmSlots) : null,
            _options.ExpertWeightsColumnName is { } weights ? OnlineOutput.Vector(weights, At(PredictionNames.Weights), learner?.ExpertNames ?? []) : null,
            Times(step),
        };
        return [.. all.OfType<OnlineOutput>()];
    }

    private OnlineOutput? Times(TimeStep? step) => _options.ForecastTimeColumnName is { } times && step is { } each
        ? OnlineOutput.TimesAhead(times, each, [.. Enumerable.Range(1, _options.Forecaster.Horizon).Select(ahead => $"+{ahead}")])
        : null;
}
